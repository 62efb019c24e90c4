import { LIMITS } from "@slipway/contract";
import fastify, { type FastifyInstance } from "fastify";
import { answerClientError } from "./client-error.js";
import { answerError } from "./error-handler.js";
import type { ServedHandlers } from "./handlers.js";
import { type Fallback, installNotFound } from "./not-found.js";
import { mountRoutes } from "./routes.js";
import { installSecurity, type SecurityOptions } from "./security.js";
import { installWorkspaces } from "./workspaces.js";

/** Times in milliseconds. */
const CONNECTIONS = {
  headersTimeout: 15_000,
  idleTimeout: 120_000,
  maxHeaderSize: 16 * 1024,
  maxRequestsPerSocket: 100_000,
  maxConnections: 16_384,
};

export interface HttpOptions extends SecurityOptions {
  handlers: ServedHandlers;
  /** Counts requests, and shows the counts. */
  countRequests?: (app: FastifyInstance) => void;
  /** Answers addresses outside the API, such as the web UI's. */
  fallback?: Fallback;
}

const noSchemas = () => () => {
  throw new Error("Requests are read and answers written by the contract's schemas.");
};

/** The HTTP side of the server, not yet listening. */
export function createHttp(options: HttpOptions): FastifyInstance {
  const { handlers, fallback, staticPrefix } = options;
  const app = fastify({
    bodyLimit: LIMITS.body,
    connectionTimeout: CONNECTIONS.idleTimeout,
    maxRequestsPerSocket: CONNECTIONS.maxRequestsPerSocket,
    http: {
      headersTimeout: CONNECTIONS.headersTimeout,
      maxHeaderSize: CONNECTIONS.maxHeaderSize,
    },
    routerOptions: {
      maxParamLength: CONNECTIONS.maxHeaderSize,
      // The query is read where its schema is known.
      querystringParser: () => ({}),
    },
    exposeHeadRoutes: false,
    // Without these, Fastify loads compilers of its own, which take longer than all else that it loads.
    schemaController: { compilersFactory: { buildValidator: noSchemas, buildSerializer: noSchemas } },
    forceCloseConnections: "idle",
    frameworkErrors: answerError,
    clientErrorHandler: answerClientError,
  });
  app.server.maxConnections = CONNECTIONS.maxConnections;
  app.removeAllContentTypeParsers();
  app.setErrorHandler(answerError);
  installSecurity(app, options);
  options.countRequests?.(app);
  installWorkspaces(app);
  installNotFound(app, staticPrefix, fallback);
  mountRoutes(app, handlers, staticPrefix);
  return app;
}
