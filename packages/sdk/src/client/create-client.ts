import { compileDecoder, compileEncoder, type Endpoint, endpoints } from "@slipway/contract";
import { type ApiPrefix, addressOf, type Fields, hasJsonBody } from "./address.js";
import { decodeAnswer } from "./answer.js";
import type { CallOptions, Client, Payload } from "./client.js";
import { isRepeatable } from "./repeatable.js";
import { DEFAULT_RETRIES, type Retries } from "./retries.js";
import { send, type Transport } from "./send.js";

/** How to reach a tracking server. */
export interface ClientOptions {
  /** Address of the server, with its static prefix if it has one; no credentials in it. */
  baseUrl: string;
  fetch?: typeof fetch;
  /** Sent with every request: credentials go here. */
  headers?: Record<string, string>;
  retries?: Partial<Retries>;
  /** `ajax-api` in browsers. Default `api`. */
  prefix?: ApiPrefix;
}

/**
 * A client of a tracking server, with one typed call for each endpoint of the contract.
 * Calls throw `ApiError` when the server refuses and `ConnectionError` when no tracking server answers.
 */
export function createClient(options: ClientOptions): Client {
  const base = options.baseUrl.replace(/\/+$/, "");
  const prefix = options.prefix ?? "api";
  const transport: Transport = {
    fetch: options.fetch ?? ((...request) => fetch(...request)),
    headers: options.headers ?? {},
    retries: { ...DEFAULT_RETRIES, ...options.retries },
  };
  const client: Record<string, Record<string, unknown>> = {};
  for (const [resource, verbs] of Object.entries(endpoints)) {
    client[resource] = {};
    for (const [verb, endpoint] of Object.entries(verbs as Record<string, Endpoint>)) {
      client[resource][verb] = callOf(endpoint, transport, base, prefix);
    }
  }
  return client as unknown as Client;
}

type AnyCall = (fields?: Fields, ...rest: unknown[]) => Promise<unknown>;

function callOf(endpoint: Endpoint, transport: Transport, base: string, prefix: ApiPrefix): AnyCall {
  const method = endpoint.methods[0];
  const json = hasJsonBody(endpoint);
  // Compiled at the first use: a short script makes a handful of the calls.
  let encode: ((fields: Fields) => string) | undefined;
  let decode: ((value: unknown) => unknown) | undefined;
  return async (fields = {}, ...rest) => {
    const [payload, options] = (endpoint.sends === "bytes" ? rest : [undefined, ...rest]) as [
      Payload | undefined,
      CallOptions | undefined,
    ];
    if (json) encode ??= compileEncoder(endpoint.request) as (fields: Fields) => string;
    const outgoing = {
      method,
      url: base + addressOf(endpoint, fields, prefix),
      body: encode ? encode(fields) : payload,
      signal: options?.signal,
      headers: { ...(json && { "content-type": "application/json" }), ...options?.headers },
      streams: endpoint.sends === "bytes" || endpoint.answers === "bytes",
      repeatable: isRepeatable(endpoint, fields),
    };
    return send<unknown>(transport, outgoing, async (response) => {
      if (endpoint.answers === "bytes") return response;
      decode ??= compileDecoder(endpoint.response, { keepUnknownEnums: true });
      return decodeAnswer(
        { method, url: outgoing.url, status: response.status },
        await response.text(),
        decode,
      );
    });
  };
}
