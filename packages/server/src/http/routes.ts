import { Readable } from "node:stream";
import { compileDecoder, compileEncoder, type Endpoint, endpoints, PREFIXES } from "@slipway/contract";
import type { FastifyInstance, FastifyReply, FastifyRequest, RouteHandlerMethod } from "fastify";
import { acceptBytes } from "./byte-body.js";
import type { AllHandlers, Bytes, Call } from "./handlers.js";
import { acceptJson } from "./json-body.js";
import { fieldReader, routePath } from "./request-fields.js";

declare module "fastify" {
  interface FastifyContextConfig {
    /** The entry of the contract that a route was made from. */
    endpoint?: Endpoint;
  }
}

type AnyHandler = (request: unknown, call: Call) => Promise<unknown>;

/** Mounts every call of the contract, under each of its prefixes and methods. There are no other routes. */
export function mountRoutes(app: FastifyInstance, handlers: AllHandlers): void {
  const mount = (scope: FastifyInstance, sends: Endpoint["sends"]) => {
    for (const [group, calls] of Object.entries(endpoints))
      for (const [verb, endpoint] of Object.entries<Endpoint>(calls)) {
        if (endpoint.sends !== sends) continue;
        const { [verb]: handler } = handlers[group as keyof AllHandlers] as Record<string, AnyHandler>;
        if (handler) mountEndpoint(scope, endpoint, handler);
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

function mountEndpoint(scope: FastifyInstance, endpoint: Endpoint, handler: AnyHandler): void {
  const read = fieldReader(endpoint);
  const decode = compileDecoder(endpoint.request);
  const encode = compileEncoder(endpoint.response);
  const serve: RouteHandlerMethod = async (request, reply) => {
    const answer = await handler(decode(read(request)), callOf(request));
    if (endpoint.answers === "bytes") return sendBytes(reply, answer as Bytes);
    reply.header("content-type", "application/json");
    return encode(answer);
  };
  for (const prefix of PREFIXES[endpoint.prefix])
    scope.route({
      method: [...endpoint.methods],
      url: `${prefix}${routePath(endpoint)}`,
      config: { endpoint },
      // Orchestrators probe with HEAD; elsewhere it would read a whole artifact to send none of it.
      exposeHeadRoute: endpoint.access === "public" && endpoint.methods.includes("GET"),
      handler: serve,
    });
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
