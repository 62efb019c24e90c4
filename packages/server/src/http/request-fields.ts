import { ApiError, type Endpoint, type JsonSchema } from "@slipway/contract";
import type { FastifyRequest } from "fastify";
import { parseQueryString } from "./query-string.js";

type Fields = Record<string, unknown>;

/**
 * Makes what collects the fields of one call, not yet checked: the query string of a GET, or the JSON body when it
 * has none; the JSON body of other methods; and over both what stands in the path.
 */
export function fieldReader(endpoint: Endpoint): (request: FastifyRequest) => unknown {
  const schema = endpoint.request as JsonSchema;
  const kinds = new Map(Object.entries(schema.properties ?? {}).map(([name, { type }]) => [name, type]));
  const hasParameters = /[:*]/.test(endpoint.path);
  const [, rest = ""] = /\*(\w+)$/.exec(endpoint.path) ?? [];
  return (request) => {
    const fields = readFields(request, endpoint, kinds);
    return hasParameters ? withParameters(fields, rest, request.params as Record<string, string>) : fields;
  };
}

/** The path of a call as the router knows it: what follows `*` has no name there. */
export const routePath = ({ path }: Endpoint): string => path.replace(/\*\w+$/, "*");

function readFields(request: FastifyRequest, endpoint: Endpoint, kinds: Map<string, unknown>): unknown {
  const query = queryOf(request.raw.url ?? "");
  if (endpoint.sends === "bytes" || (request.method === "GET" && query)) return fromQuery(query, kinds);
  return request.body ?? {};
}

const queryOf = (url: string): string => {
  const start = url.indexOf("?");
  return start < 0 ? "" : url.slice(start + 1);
};

function fromQuery(query: string, kinds: Map<string, unknown>): Fields {
  const entries = [...parseQueryString(query)].map(([key, values]): [string, unknown] => {
    const kind = kinds.get(key);
    return [key, kind === "array" ? values : kind === "boolean" ? readFlag(key, values[0]) : values[0]];
  });
  // Unlike an assignment this gives a field named __proto__ no meaning.
  return Object.fromEntries(entries);
}

function readFlag(key: string, value = ""): boolean {
  const word = value.toLowerCase();
  if (word === "true" || word === "false") return word === "true";
  throw new ApiError(
    "INVALID_PARAMETER_VALUE",
    `Invalid value '${value}' for parameter '${key}' supplied: it must be 'true' or 'false'.`,
  );
}

function withParameters(
  fields: unknown,
  rest: string,
  { "*": path, ...named }: Record<string, string>,
): unknown {
  if (typeof fields !== "object" || fields === null || Array.isArray(fields)) return fields;
  const given = new Map<string, unknown>(Object.entries(fields));
  for (const [name, value] of Object.entries(named)) {
    const other = given.get(name) ?? value;
    if (other !== value) throw contradiction(name, value, other);
  }
  return { ...fields, ...named, ...(path === undefined ? {} : { [rest]: path }) };
}

const contradiction = (name: string, value: string, other: unknown) =>
  new ApiError(
    "INVALID_PARAMETER_VALUE",
    `Invalid value for parameter '${name}' supplied: the address says '${value}', the request's fields say something else` +
      `${typeof other === "string" ? ` ('${other}')` : ""}.`,
  );
