import type { Field, Kind } from "./endpoints.js";

/** What is wrong with a row, which decides what may differ from the real server (`differences.ts`). */
export type Fault =
  | "body"
  | "routing"
  | "missing"
  | "type"
  | "value"
  | "oversize"
  | "filter"
  | "uri"
  | "path";

export interface BadValue {
  readonly value: unknown;
  readonly fault: Fault;
}

/** A token of JSON text for what JSON.stringify cannot say: 2^63, 1e400, a bare NaN. */
export class RawJson {
  constructor(readonly text: string) {}
}

const TYPES: Readonly<Record<string, readonly unknown[]>> = {
  text: [5, true, ["x"], { a: 1 }],
  int: ["x", [1], {}, 1.5, new RawJson("9223372036854775808"), new RawJson("-9223372036854775809"), "1e3x"],
  double: ["x", [1], {}, "0x10", "NaN "],
  bool: ["yes", 5, [], "1"],
  list: ["x", 5, { key: "a" }, [5], [null], [["a"]]],
  enumeration: ["BOGUS", 99, 1.5, [1], {}],
};

const FILTERS = [
  "metrics.",
  "a.b.c",
  "name =",
  "= 'x'",
  "name = 'x' AND OR name = 'y'",
  "name = 'unterminated",
  "name == 'x'",
  "bogus.key = 'x'",
  "attributes.bogus = 'x'",
  "(name = 'x'",
  "name = 'x'; DROP TABLE runs",
  "tags.a > 'b'",
  "tags.a = b",
  "name BETWEEN 'a' AND 'b'",
  "name = 'x' AND NOT",
  "1 = 1",
  "--",
  "name = 'x' OR",
  "\u0000",
  `name = '${"x".repeat(100_000)}`,
];

const KEYS = [
  "a//b",
  "/a",
  "a/",
  "..",
  "a/../b",
  ".",
  "./a",
  "a\nb",
  "a\u0000",
  "a%b",
  "a'b",
  'a"b',
  "😀",
  "a,b",
  "a#b",
];
const TOKENS = ["bogus", "!!!!", "AAAA", "eyJvZmZzZXQiOiAieCJ9", "eyJhIjogMX0=", "bnVsbA==", "W10="];
const URIS = [
  "file:///etc/passwd",
  "/etc",
  "//proc/self/root",
  "..",
  "relative/path",
  "http:///#/../../../../etc/",
  "http://127.0.0.1:1/x",
  "https://example.org/x?y=1",
  "ftp://example.org/x",
  "runs:/nowhere/model",
  "models:/no such model/1",
  "models:/m-nowhere",
  "models:/<model>/99",
  "mlflow-artifacts://evil:80/x",
  "mlflow-artifacts:/1/../2",
  "mlflow-artifacts:/1/%2e%2e/2",
  "mlflow-artifacts:/1/%252e%252e/2",
  "mlflow-artifacts:/1/..%5c2",
  "s3://bucket/../x",
  "s3://bucket/x#fragment",
  "javascript:alert(1)",
  "data:text/plain,x",
  "dbfs:/x?y",
  "http:///?/../../../../etc/",
  "mlflow-artifacts:/1/a\u0000b",
];

/** Paths of artifacts that must never be followed, whatever they would lead to. */
const BAD_PATHS: readonly string[] = [
  "../../../../etc/passwd",
  "a/../../x",
  "..",
  "../",
  "%2e%2e%2fetc%2fpasswd",
  ".%2e/x",
  "%252e%252e%252fx",
  "%25252e%25252e/x",
  "..\\..\\x",
  "a\\b",
  "%5c..%5cx",
  "/etc/passwd",
  "//etc/passwd",
  "//proc/self/root",
  "C:/x",
  "\\\\host\\share",
  "a\u0000.txt",
  "a%00.txt",
  "a\r\nSet-Cookie: x",
  "file:///etc/passwd",
  "http://127.0.0.1:1/x",
  "s3://bucket/key",
  "x".repeat(256),
  "a/".repeat(2100),
];

const VALUES: Readonly<Partial<Record<Kind, readonly BadValue[]>>> = {
  name: values("value", " ", "a/b <fresh>", "a:b <fresh>").concat(
    values("oversize", `${"n".repeat(300)} <fresh>`),
  ),
  newModelName: values("value", " ", "a/b", "a:b", ".", "..").concat(
    values("oversize", `${"n".repeat(300)} <fresh>`),
  ),
  path: values("path", ...BAD_PATHS),
  key: values("value", ...KEYS),
  modelName: values("value", "no such model", " ", "a\u0000b", "<model> "),
  version: values("value", "x", "0", "-1", "1.5", "99", "0x1", "99999999999999999999", "1; DROP TABLE runs"),
  experimentId: values(
    "value",
    "x",
    "-1",
    "1.5",
    "0x1",
    "987654321",
    "99999999999999999999",
    "1 OR 1=1",
    "\u0000",
  ),
  runId: values("value", "nowhere", "bad id!", "r".repeat(300), "a/b", "..", "\u0000", "' OR 1=1 --"),
  modelId: values("value", "m-nowhere"),
  stage: values("value", "bogus", "Prod", "Deleted_Internal", "\u0000"),
  alias: values("value", "latest", "LATEST", "v1", "a b", "a/b", "a.b", "a:b", "\u0000"),
  uri: values("uri", ...URIS),
  filter: values("filter", ...FILTERS),
  pageToken: values("value", ...TOKENS),
  maxResults: values("value", 0, -1, new RawJson("99999999999999999999")),
  ids: values("value", ["x"], ["99999999999999999999"], ["1.5"], []),
};

const TYPE_OF_KIND: Readonly<Partial<Record<Kind, string>>> = {
  int: "int",
  maxResults: "int",
  double: "double",
  bool: "bool",
  list: "list",
  ids: "list",
  orderBy: "list",
  status: "enumeration",
  modelStatus: "enumeration",
  viewType: "enumeration",
};

const ORDERS = ["bogus", "name bogus", "", "a b c", "name; DROP TABLE runs", "attributes.bogus", "\u0000"];

/** Every way in which a field can be wrong. In a query string all is text, so that wrong types are other texts. */
export function badValuesOf(field: Field, inQuery: boolean): BadValue[] {
  if (field.kind === "sent") return [];
  const found = [...(VALUES[field.kind] ?? []), ...wrongTypes(field, inQuery)];
  if (field.required)
    found.push(...values("missing", undefined, ""), ...(inQuery ? [] : values("missing", null)));
  if (field.kind === "orderBy")
    found.push(...ORDERS.map((order) => one("filter", inQuery ? order : [order])));
  if (field.max !== undefined) found.push(tooLarge(field, field.max));
  return found;
}

function wrongTypes(field: Field, inQuery: boolean): BadValue[] {
  const type = TYPE_OF_KIND[field.kind] ?? "text";
  const wrong = TYPES[type] ?? [];
  if (!inQuery) return values("type", ...wrong);
  if (type === "text" || type === "list") return [];
  return values("type", ...wrong.filter((value) => typeof value !== "object" || value instanceof RawJson));
}

function tooLarge(field: Field, max: number): BadValue {
  return one("oversize", field.kind === "maxResults" ? max + 1 : "x".repeat(max + 1));
}

function values(fault: Fault, ...all: unknown[]): BadValue[] {
  return all.map((value) => one(fault, value));
}

function one(fault: Fault, value: unknown): BadValue {
  return { fault, value };
}
