import { randomUUID } from "node:crypto";
import { ApiError, type ErrorCode } from "@slipway/contract";
import type { FastifyReply, FastifyRequest } from "fastify";
import { Refusal } from "./refusal.js";
import { SwitchedOff } from "./switched-off.js";

interface Told {
  status: number;
  code: ErrorCode;
  message: string;
  details?: Record<string, unknown>;
}

/** What the HTTP library refuses, in the words of MLflow's server where it has any. */
const OF_LIBRARY: Record<string, Told> = {
  FST_ERR_CTP_INVALID_MEDIA_TYPE: {
    status: 400,
    code: "INVALID_PARAMETER_VALUE",
    message: "Bad Request. Content-Type must be one of ['application/json'].",
  },
  FST_ERR_CTP_BODY_TOO_LARGE: {
    status: 413,
    code: "BAD_REQUEST",
    message: "The request's body is too large.",
  },
  FST_ERR_CTP_INVALID_CONTENT_LENGTH: {
    status: 400,
    code: "BAD_REQUEST",
    message: "The request's body is not as long as its Content-Length says.",
  },
  FST_ERR_BAD_URL: {
    status: 400,
    code: "INVALID_PARAMETER_VALUE",
    message: "Invalid path: its percent-encoding is not UTF-8.",
  },
};

/** The one place where an error becomes an answer. What is not meant for clients is logged, under an id that they get. */
export function answerError(error: unknown, request: FastifyRequest, reply: FastifyReply): void {
  if (error instanceof SwitchedOff) {
    reply
      .headers(request.server.securityHeaders)
      .status(503)
      .type("text/plain; charset=utf-8")
      .send(error.message);
    return;
  }
  const { status, code, message, details } = tell(error) ?? hide(error, request);
  reply
    .headers(request.server.securityHeaders)
    .status(status)
    .header("content-type", "application/json")
    .send(JSON.stringify({ error_code: code, message, ...details }));
}

function tell(error: unknown): Told | undefined {
  if (error instanceof ApiError || error instanceof Refusal) return error;
  if (!(error instanceof Error) || !("code" in error) || typeof error.code !== "string") return undefined;
  return Object.hasOwn(OF_LIBRARY, error.code) ? OF_LIBRARY[error.code] : undefined;
}

function hide(error: unknown, request: FastifyRequest): Told {
  // A client that went away is no failure of ours, and hears nothing of this.
  if (request.raw.destroyed && !request.raw.complete)
    return {
      status: 499,
      code: "CANCELLED",
      message: "The connection was closed before the request had arrived.",
    };
  const id = randomUUID();
  process.stderr.write(
    `${request.method} ${request.routeOptions.url ?? "?"} failed (${id}): ${show(error)}\n`,
  );
  return { status: 500, code: "INTERNAL_ERROR", message: `Internal error; the server logged it as ${id}.` };
}

const show = (error: unknown) => (error instanceof Error ? (error.stack ?? error.message) : String(error));
