import { createReadStream } from "node:fs";
import { createInterface } from "node:readline";
import { EvaluationError } from "./predictions.js";
import { type Row, type RowStream, readRecords, type Value } from "./row.js";

interface Line {
  line: number;
  text: string;
}

/**
 * Opens a file with one JSON object a line. `{"score": {"ham": 0.1}}` is the column `score.ham`; the columns are
 * the keys of the first object, and every other one must have the same.
 * @throws EvaluationError
 */
export async function jsonRows(path: string): Promise<RowStream> {
  const lines = nonEmptyLines(path);
  const first = await lines.next();
  if (first.done) throw new EvaluationError(`${path} is empty`);
  const parsed = parseLine(path, first.value);
  if ("problem" in parsed) throw new EvaluationError(parsed.problem);
  const columns = [...parsed.keys()];
  const read = (line: Line) => rowOf(path, columns, line);
  const rows = async function* () {
    yield { line: first.value.line, values: [...parsed.values()] };
    yield* readRecords(lines, read);
  };
  return { columns, rows: rows() };
}

function rowOf(path: string, columns: readonly string[], line: Line): Row | { problem: string } {
  const parsed = parseLine(path, line);
  if ("problem" in parsed) return parsed;
  const values: Value[] = [];
  for (const column of columns) {
    const value = parsed.get(column);
    if (value === undefined)
      return { problem: `line ${line.line} of ${path} lacks ${column}, which the first has` };
    values.push(value);
  }
  if (parsed.size === columns.length) return { line: line.line, values };
  const extra = [...parsed.keys()].find((key) => !columns.includes(key));
  return { problem: `line ${line.line} of ${path} has ${extra}, which the first line lacks` };
}

function parseLine(path: string, { line, text }: Line): Map<string, Value> | { problem: string } {
  let object: unknown;
  try {
    object = JSON.parse(text);
  } catch (error) {
    return { problem: `line ${line} of ${path} is not JSON: ${(error as Error).message}` };
  }
  if (!isObject(object)) return { problem: `line ${line} of ${path} is not a JSON object` };
  const values = new Map<string, Value>();
  for (const [key, value] of Object.entries(object).flatMap(flattened)) {
    if (typeof value === "object" && value !== null) {
      return { problem: `line ${line} of ${path}: ${key} is neither text nor a number` };
    }
    values.set(key, value as Value);
  }
  return values;
}

/** A key whose value is an object is one column for each of its keys. */
const flattened = ([key, value]: [string, unknown]): [string, unknown][] =>
  isObject(value) ? Object.entries(value).map(([inner, own]) => [`${key}.${inner}`, own]) : [[key, value]];

const isObject = (value: unknown): value is object =>
  typeof value === "object" && value !== null && !Array.isArray(value);

async function* nonEmptyLines(path: string): AsyncGenerator<Line> {
  const file = createReadStream(path, "utf8");
  const failed = new Promise<never>((_, reject) => file.once("error", reject));
  failed.catch(() => undefined);
  let line = 0;
  try {
    for await (const text of createInterface({ input: file, crlfDelay: Number.POSITIVE_INFINITY })) {
      line++;
      const clean = line === 1 ? text.replace(/^\uFEFF/, "") : text;
      if (clean.trim() !== "") yield { line, text: clean };
    }
    if (file.errored) await failed;
  } finally {
    file.destroy();
  }
}
