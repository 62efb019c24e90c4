import { Readable } from "node:stream";
import { compileDecoder, compilePieces, type Endpoint, endpoints, PREFIXES } from "@slipway/contract";
import type {
  FastifyInstance,
  FastifyReply,
  FastifyRequest,
  RouteHandlerMethod,
  RouteOptions,
} from "fastify";
import { acceptBytes } from "./byte-body.js";
import type { Bytes, Call, ServedHandlers } from "./handlers.js";
import { acceptJson } from "./json-body.js";
import { fieldReader, routePath } from "./request-fields.js";
import { switchedOffByMode } from "./switched-off.js";

declare module "fastify" {
  interface FastifyContextConfig {
    /** The entry of the contract that a route was made from. */
    endpoint?: Endpoint;
  }
}

type AnyHandler = (request: unknown, call: Call) => Promise<unknown>;

/**
 * Mounts every call of the contract, under each of its prefixes and methods. There are no other routes; a call
 * without a handler says that it is switched off.
 */
export function mountRoutes(app: FastifyInstance, handlers: ServedHandlers, staticPrefix: string): void {
  const mount = (scope: FastifyInstance, sends: Endpoint["sends"]) => {
    for (const [group, calls] of Object.entries(endpoints))
      for (const [verb, endpoint] of Object.entries<Endpoint>(calls)) {
        if (endpoint.sends !== sends) continue;
        const served = handlers[group as keyof ServedHandlers] as Record<string, AnyHandler> | undefined;
        const handler = served?.[verb];
        if (handler) mountEndpoint(scope, endpoint, staticPrefix, serve(endpoint, handler));
        else mountEndpoint(scope, endpoint, staticPrefix, refuse, { onRequest: refuse });
      }
  };
  app.addHttpMethod("GET", { hasBody: true, overrideExisting: true });
  app.register(async (scope) => {
    acceptJson(scope);
    mount(scope, "json");
  });
  app.register(async (scope) => {
    acceptBytes(scope);
    mount(scope, "bytes");
  });
}

function mountEndpoint(
  scope: FastifyInstance,
  endpoint: Endpoint,
  staticPrefix: string,
  handler: RouteHandlerMethod,
  hooks: Pick<RouteOptions, "onRequest"> = {},
): void {
  for (const prefix of PREFIXES[endpoint.prefix])
    scope.route({
      method: [...endpoint.methods],
      url: `${staticPrefix}${prefix}${routePath(endpoint)}`,
      config: { endpoint },
      // Orchestrators probe with HEAD; elsewhere it would read a whole artifact to send none of it.
      exposeHeadRoute: endpoint.access === "public" && endpoint.methods.includes("GET"),
      ...hooks,
      handler,
    });
}

function serve(endpoint: Endpoint, handler: AnyHandler): RouteHandlerMethod {
  const read = fieldReader(endpoint);
  const decode = compileDecoder(endpoint.request);
  const encode = compilePieces(endpoint.response);
  return async (request, reply) => {
    const answer = await handler(decode(read(request)), callOf(request));
    if (endpoint.answers === "bytes") return sendBytes(reply, answer as Bytes);
    reply.header("content-type", "application/json");
    return sendPieces(reply, encode(answer));
  };
}

/** A short answer as it is; a long one piece by piece, between which others get their turn. */
function sendPieces(reply: FastifyReply, pieces: Iterator<string, void>): FastifyReply | string {
  const first = pieces.next().value ?? "";
  const second = pieces.next();
  return second.done ? first : reply.send(Readable.from(inTurns([first, second.value], pieces)));
}

async function* inTurns(begun: readonly string[], pieces: Iterator<string, void>): AsyncGenerator<string> {
  yield* begun;
  for (let next = pieces.next(); !next.done; next = pieces.next()) {
    yield next.value;
    await new Promise(setImmediate);
  }
}

/** Answers before anything is read. */
async function refuse({ routeOptions }: FastifyRequest): Promise<never> {
  throw switchedOffByMode(routeOptions.url ?? "");
}

const callOf = (request: FastifyRequest): Call => ({
  get body() {
    return request.body instanceof Readable ? request.body : Readable.from([]);
  },
  header(name) {
    const value = request.headers[name];
    return Array.isArray(value) ? value[0] : value;
  },
});

function sendBytes(reply: FastifyReply, { status = 200, headers, content }: Bytes): FastifyReply {
  return reply.status(status).headers(headers).send(content);
}
