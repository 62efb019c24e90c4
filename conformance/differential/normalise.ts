import type { Answer } from "../bad-input/ask.js";
import type { KnownIds } from "./known-ids.js";

const GENERATED_NAME = /^[a-z]+-[a-z]+-\d{1,4}$/;
/** Lists that MLflow reads without an ORDER BY, so that their order is the database's. Clients make maps of them. */
const UNORDERED = new Set(["tags", "params", "metrics", "model_inputs", "model_outputs"]);
const DAY = 86_400_000;

/** An answer in the form in which two servers' answers are compared. */
export interface Plain {
  readonly status: number;
  readonly code?: string;
  readonly message?: string;
  /** Its JSON as text with sorted keys, or the bytes of a file. */
  readonly body: string;
}

/** Takes out of an answer what must differ: ids, times of the clock, names made up by the server. */
export function normalise(answer: Answer, ids: KnownIds): Plain {
  const message = answer.message === undefined ? undefined : sortSets(ids.hide(answer.message));
  const { status, code } = answer;
  if (code !== undefined) return { status, code, message, body: "" };
  const json = exactly(answer.text);
  return { status, body: json === undefined ? ids.hide(answer.text) : JSON.stringify(plain(json, ids)) };
}

/** A Python set in a message shows its texts in a random order. */
const sortSets = (message: string) =>
  message.replace(
    /\{('[^'}]*'(?:, '[^'}]*')+)\}/g,
    (_, items: string) => `{${items.split(", ").sort().join(", ")}}`,
  );

/** JSON with numbers as they were written where a float would lose digits; undefined when it is no JSON. */
function exactly(text: string): unknown {
  const quoted = text.replace(/"(?:[^"\\]|\\.)*"|-?\d{16,}(?![\d.eE])|\b(?:NaN|-?Infinity)\b/g, (token) =>
    token.startsWith('"') ? token : `"#${token}"`,
  );
  try {
    return JSON.parse(quoted);
  } catch {
    return undefined;
  }
}

function plain(value: unknown, ids: KnownIds): unknown {
  if (typeof value === "string") return plainText(value, ids);
  if (typeof value === "number") return Math.abs(value - Date.now()) < DAY ? "<now>" : value;
  if (Array.isArray(value)) return value.map((item) => plain(item, ids));
  if (value === null || typeof value !== "object") return value;
  const entries = Object.entries(value).map(([key, item]) => [
    key,
    key === "next_page_token"
      ? plainToken(String(item), ids)
      : UNORDERED.has(key) && Array.isArray(item)
        ? item.map((one) => JSON.stringify(plain(one, ids))).sort()
        : plain(item, ids),
  ]);
  return Object.fromEntries(entries.sort(([a], [b]) => (String(a) < String(b) ? -1 : 1)));
}

function plainText(text: string, ids: KnownIds): string {
  return GENERATED_NAME.test(text) ? "<generated name>" : ids.hide(text);
}

/** A page token is the base64 of what it stands for. */
function plainToken(token: string, ids: KnownIds): string {
  return ids.hide(Buffer.from(token, "base64").toString());
}
