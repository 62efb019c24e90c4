import { type Endpoint, type JsonSchema, PREFIXES } from "@slipway/contract";

/** Which of the two families of addresses a client uses: MLflow's SDKs the first, browsers the second. */
export type ApiPrefix = "api" | "ajax-api";

/** The fields of a call, before they are known to be right. */
export type Fields = Record<string, unknown>;

/**
 * The address of one call below the server's base URL: `:field` and `*field` filled in, and for calls without a
 * JSON body the other fields as query string.
 * @throws Error when a field that the path needs is missing
 */
export function addressOf(endpoint: Endpoint, fields: Fields, prefix: ApiPrefix): string {
  const used = new Set<string>();
  const path = endpoint.path
    .split("/")
    .map((part) => {
      const field = /^[:*]/.test(part) ? part.slice(1) : undefined;
      if (field === undefined) return part;
      used.add(field);
      return part.startsWith("*")
        ? encodePath(text(endpoint, fields, field))
        : encodeSegment(text(endpoint, fields, field));
    })
    .join("/");
  const [api, ajax = api] = PREFIXES[endpoint.prefix] as readonly string[];
  const query = hasJsonBody(endpoint) ? "" : queryOf(endpoint, fields, used);
  return `${prefix === "api" ? api : ajax}${path}${query && `?${query}`}`;
}

/** Whether the fields of a call travel as a JSON body. */
export const hasJsonBody = (endpoint: Endpoint): boolean =>
  endpoint.methods[0] !== "GET" && endpoint.sends === "json";

function text(endpoint: Endpoint, fields: Fields, field: string): string {
  const value = fields[field];
  if (value === undefined || value === null || value === "") {
    throw new Error(`${endpoint.name} needs '${field}', which is part of its address`);
  }
  return String(value);
}

const encodePath = (path: string): string => path.split("/").map(encodeSegment).join("/");

/** A URL parser would drop a segment of dots, and ask for another resource than the one that was meant. */
function encodeSegment(segment: string): string {
  if (segment === "." || segment === "..") throw new Error(`'${segment}' cannot be part of an address`);
  return encodeURIComponent(segment);
}

function queryOf(endpoint: Endpoint, fields: Fields, used: ReadonlySet<string>): string {
  const query = new URLSearchParams();
  for (const name of Object.keys((endpoint.request as JsonSchema).properties ?? {})) {
    const value = fields[name];
    if (used.has(name) || value === undefined || value === null) continue;
    for (const element of Array.isArray(value) ? value : [value]) query.append(name, String(element));
  }
  return query.toString();
}
