import { type BadValue, badValuesOf, type Fault } from "./bad-values.js";
import type { EndpointUnderTest } from "./endpoints.js";
import { toJson, type WrittenCall, writeCall } from "./write-call.js";

/** One malformed call, ready to be sent; `<run>` and the like are still in it. */
export interface Row extends WrittenCall {
  readonly title: string;
  readonly fault: Fault;
  /** The field that is wrong. */
  readonly field?: string;
}

const JSON_TYPE = "application/json";
/** Marks bodies that may be read as one without fields. */
export const AS_NOTHING = "(as no fields)";

/** Every malformed call of an endpoint: the body as a whole, then field by field with all others valid. */
export function rowsOf(endpoint: EndpointUnderTest): Row[] {
  const inQuery = endpoint.method === "GET";
  const byField = Object.entries(endpoint.fields).flatMap(([name, field]) =>
    badValuesOf(field, inQuery).map((bad) => fieldRow(endpoint, name, bad)),
  );
  return [...routingRows(endpoint), ...(inQuery ? [] : bodyRows(endpoint)), ...byField];
}

/** The fields that a call needs, all valid. */
function validFields(endpoint: EndpointUnderTest): Record<string, unknown> {
  const needed = Object.entries(endpoint.fields).filter(
    ([, field]) => field.required || field.kind === "sent",
  );
  return Object.fromEntries(needed.map(([name, field]) => [name, field.valid]));
}

function fieldRow(endpoint: EndpointUnderTest, name: string, bad: BadValue): Row {
  const shown = bad.value === undefined ? "absent" : toJson(bad.value);
  const title = `${name}: ${shown.length > 60 ? `${shown.slice(0, 60)}… (${shown.length})` : shown}`;
  const fields = { ...validFields(endpoint), [name]: bad.value };
  return { title, fault: bad.fault, field: name, ...writeCall(endpoint.method, endpoint.path, fields) };
}

function bodyRows(endpoint: EndpointUnderTest): Row[] {
  const { method, path } = endpoint;
  const valid = toJson(validFields(endpoint));
  const row = (title: string, body: string | Buffer, contentType: string | undefined = JSON_TYPE): Row => ({
    title: `body: ${title}`,
    fault: "body",
    method,
    path,
    query: "",
    body,
    contentType,
  });
  return [
    row("malformed JSON", '{"a": '),
    row("a trailing comma", `${valid.slice(0, -1)},}`),
    row("an array", "[1]"),
    row("a text", '"x"'),
    row("a number", "5"),
    row("bytes that are not UTF-8", Buffer.from('{"name": "\u00ff"}', "latin1")),
    row("nested too deeply", `${"[".repeat(50_000)}${"]".repeat(50_000)}`),
    row(`null ${AS_NOTHING}`, "null"),
    row(`nothing ${AS_NOTHING}`, ""),
    row(`__proto__ ${AS_NOTHING}`, '{"__proto__": {"name": "x", "run_id": "<run>"}}'),
    row(`constructor ${AS_NOTHING}`, '{"constructor": {"prototype": {"x": 1}}}'),
    row("as text/plain", valid, "text/plain"),
    row("as application/json2", valid, "application/json2"),
    row("as a form", "name=x&run_id=x", "application/x-www-form-urlencoded"),
    { ...row("without a content type", valid), contentType: undefined },
  ];
}

function routingRows(endpoint: EndpointUnderTest): Row[] {
  const path = endpoint.path;
  const base = { fault: "routing", query: "", body: "{}", contentType: JSON_TYPE } as const;
  return [
    { ...base, title: "routing: PUT", method: "PUT", path },
    { ...base, title: "routing: a path below it", method: endpoint.method, path: `${path}/a/b/c/d` },
  ];
}
