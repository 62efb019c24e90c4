import cors from "@fastify/cors";
import type { FastifyInstance } from "fastify";
import type { KnownOrigins } from "./known-origins.js";

/** Seconds for which a browser remembers what it was allowed. */
const REMEMBERED = 600;

/**
 * Lets pages of known origins read the answers, as MLflow does: with the user's credentials, unless every origin is
 * allowed.
 */
export function allowOrigins(app: FastifyInstance, isKnown: KnownOrigins, anyone: boolean): void {
  app.register(cors, {
    origin: anyone ? "*" : (origin, answer) => answer(null, origin !== undefined && isKnown(origin)),
    credentials: !anyone,
    methods: ["GET", "POST", "PUT", "DELETE", "OPTIONS", "PATCH"],
    exposedHeaders: "*",
    maxAge: REMEMBERED,
    optionsSuccessStatus: 200,
    hideOptionsRoute: true,
  });
}
