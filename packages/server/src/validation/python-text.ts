/** A string as Python's repr shows it, which MLflow puts into messages. */
export function pythonText(text: string): string {
  const escaped = text
    .replaceAll("\\", "\\\\")
    .replaceAll("\n", "\\n")
    .replaceAll("\r", "\\r")
    .replaceAll("\t", "\\t");
  if (escaped.includes("'") && !escaped.includes('"')) return `"${escaped}"`;
  return `'${escaped.replaceAll("'", "\\'")}'`;
}

/** Bytes as Python's repr shows them. */
export function pythonBytes(bytes: Uint8Array): string {
  const shown = [...bytes].map((byte) =>
    byte < 32 || byte > 126
      ? (SHORT_ESCAPES[byte] ?? `\\x${byte.toString(16).padStart(2, "0")}`)
      : byte === 92
        ? "\\\\"
        : String.fromCharCode(byte),
  );
  const text = shown.join("");
  if (text.includes("'") && !text.includes('"')) return `b"${text}"`;
  return `b'${text.replaceAll("'", "\\'")}'`;
}

const SHORT_ESCAPES: Readonly<Record<number, string>> = { 9: "\\t", 10: "\\n", 13: "\\r" };

/** A value of JSON as Python's repr shows it. */
export const pythonRepr = (value: unknown): string =>
  written(value, { text: pythonText, null: "None", true: "True", false: "False" });

/** JSON as Python's json.dumps writes it: a space after each comma and colon, ASCII alone. */
export const pythonJson = (value: unknown): string =>
  written(value, { text: asciiJson, null: "null", true: "true", false: "false" });

interface Words {
  readonly text: (text: string) => string;
  readonly null: string;
  readonly true: string;
  readonly false: string;
}

function written(value: unknown, words: Words): string {
  if (value === null || value === undefined) return words.null;
  if (typeof value === "boolean") return words[`${value}`];
  if (typeof value === "string") return words.text(value);
  if (Array.isArray(value)) return `[${value.map((item) => written(item, words)).join(", ")}]`;
  if (typeof value !== "object") return String(value);
  const entries = Object.entries(value).map(([key, item]) => `${words.text(key)}: ${written(item, words)}`);
  return `{${entries.join(", ")}}`;
}

/** A text as JSON with every character beyond ASCII escaped, as Python writes it. */
const asciiJson = (text: string): string =>
  JSON.stringify(text).replace(
    /[\u007f-\uffff]/g,
    (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, "0")}`,
  );

export const pythonList = (texts: readonly string[]): string => `[${texts.map(pythonText).join(", ")}]`;

/** A double as Python's repr shows it. */
export function pythonFloat(value: number): string {
  if (Number.isNaN(value)) return "nan";
  if (!Number.isFinite(value)) return value < 0 ? "-inf" : "inf";
  if (Object.is(value, -0)) return "-0.0";
  const [digits, exponent] = value.toExponential().split("e");
  const power = Number(exponent);
  if (value !== 0 && (power < -4 || power >= 16))
    return `${digits}e${power < 0 ? "-" : "+"}${String(Math.abs(power)).padStart(2, "0")}`;
  return Number.isInteger(value) ? value.toFixed(1) : String(value);
}
