import { isUtf8 } from "node:buffer";
import { ApiError, parseJson } from "@slipway/contract";
import type { FastifyInstance, FastifyRequest } from "fastify";
import { Refusal } from "./refusal.js";

/** How long a JSON body may take to arrive, in milliseconds. */
const DEADLINE = 60_000;

/** Methods whose body must say what it is. Clients send DELETE and GET without any. */
const TYPED = new Set(["POST", "PUT", "PATCH"]);

/**
 * Lets the routes of a scope take JSON and nothing else: `application/json`, whatever its parameters.
 * Integers beyond 2^53 stay exact; an empty body or null is {}; a string is read once more as JSON.
 */
export function acceptJson(scope: FastifyInstance): void {
  scope.removeAllContentTypeParsers();
  scope.addContentTypeParser<Buffer>("application/json", { parseAs: "buffer" }, (_request, bytes, done) => {
    try {
      done(null, parseBody(bytes));
    } catch (error) {
      done(error as Error, undefined);
    }
  });
  scope.addHook("preParsing", (request, _reply, payload, done) => {
    if (hasBody(request)) limitTime(request);
    // Clients set one type for all that they send; where nothing is sent, it says nothing.
    else if (!TYPED.has(request.method)) delete request.raw.headers["content-type"];
    done(null, payload);
  });
  scope.addHook("preValidation", (request, _reply, done) => {
    const missing = TYPED.has(request.method) && request.headers["content-type"] === undefined;
    const message = "Bad Request. Content-Type header is missing.";
    done(missing ? new ApiError("INVALID_PARAMETER_VALUE", message) : undefined);
  });
}

function hasBody({ headers }: FastifyRequest): boolean {
  const { "content-length": length = "0", "transfer-encoding": chunked } = headers;
  return length !== "0" || chunked !== undefined;
}

function limitTime({ raw }: FastifyRequest): void {
  const timer = setTimeout(() => {
    raw.destroy(
      new Refusal(408, "BAD_REQUEST", `The request's body did not arrive within ${DEADLINE / 1000} s.`),
    );
  }, DEADLINE);
  const stop = () => clearTimeout(timer);
  raw.once("end", stop).once("close", stop);
}

function parseBody(bytes: Buffer): unknown {
  if (!isUtf8(bytes))
    throw new ApiError("INVALID_PARAMETER_VALUE", "The request's body is not valid JSON: it is not UTF-8.");
  const text = bytes.toString("utf8");
  if (text.trim() === "") return {};
  const value = parse(text);
  // Old clients encode the message twice.
  const message = typeof value === "string" ? parse(value) : value;
  return message ?? {};
}

function parse(text: string): unknown {
  try {
    return parseJson(text);
  } catch (error) {
    const why = error instanceof SyntaxError ? error.message : "it is nested too deeply";
    throw new ApiError("INVALID_PARAMETER_VALUE", `The request's body is not valid JSON: ${why}`);
  }
}
