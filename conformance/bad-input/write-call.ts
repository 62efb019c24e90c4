import { RawJson } from "./bad-values.js";

const JSON_TYPE = "application/json";

/** A call as it goes over the wire; `<run>` and the like are still in it. */
export interface WrittenCall {
  readonly method: string;
  readonly path: string;
  readonly query: string;
  readonly body?: string | Buffer;
  readonly contentType?: string;
}

/** Writes the fields of a call where its method has them: in the query of a GET, else as JSON. */
export function writeCall(method: string, path: string, fields: Record<string, unknown>): WrittenCall {
  if (method === "GET") return { method, path, query: toQuery(fields) };
  return { method, path, query: "", body: toJson(fields), contentType: JSON_TYPE };
}

/** Writes a value as JSON, with raw tokens as they are. */
export function toJson(value: unknown): string {
  if (value instanceof RawJson) return value.text;
  if (Array.isArray(value)) return `[${value.map(toJson).join(",")}]`;
  if (value === null || typeof value !== "object") return JSON.stringify(value);
  const entries = Object.entries(value).filter(([, item]) => item !== undefined);
  return `{${entries.map(([key, item]) => `${JSON.stringify(key)}:${toJson(item)}`).join(",")}}`;
}

function toQuery(fields: Record<string, unknown>): string {
  const parameters = new URLSearchParams();
  for (const [name, value] of Object.entries(fields)) {
    for (const item of Array.isArray(value) ? value : [value]) {
      if (item !== undefined) parameters.append(name, item instanceof RawJson ? item.text : String(item));
    }
  }
  return parameters.toString();
}
