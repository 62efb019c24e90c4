import { createReadStream } from "node:fs";
import { EvaluationError } from "../evaluation-error.js";
import { flatEntries } from "./flat-entries.js";
import { MAX_RECORD, type Row, type RowStream, readRecords, type Value } from "./row.js";

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
  const batches = lineBatches(path);
  const start = await batches.next();
  const [first] = start.done ? [] : start.value;
  if (start.done || !first) throw new EvaluationError(`${path} is empty`);
  const parsed = parseLine(path, first);
  if ("problem" in parsed) throw new EvaluationError(parsed.problem);
  const columns = [...parsed.keys()];
  const all = async function* () {
    yield start.value;
    yield* batches;
  };
  return { columns, unit: "line", rows: readRecords(all(), (line) => rowOf(path, columns, line)) };
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
  for (const [key, value] of flatEntries(object)) {
    if (typeof value === "object" && value !== null) {
      return { problem: `line ${line} of ${path}: ${key} is neither text nor a number` };
    }
    values.set(key, value as Value);
  }
  return values;
}

const isObject = (value: unknown): value is object =>
  typeof value === "object" && value !== null && !Array.isArray(value);

/** The lines that are not empty, those of one piece of the file together. */
async function* lineBatches(path: string): AsyncGenerator<Line[]> {
  let [line, rest] = [0, ""];
  const clean = (texts: string[]) =>
    texts.flatMap((text): Line[] => {
      line++;
      return text.trim() === "" ? [] : [{ line, text: line === 1 ? text.replace(/^\uFEFF/, "") : text }];
    });
  // Split at line feeds alone: a JSON text may hold the other characters that some readers end lines at.
  for await (const piece of createReadStream(path, "utf8")) {
    const texts = (rest + piece).split("\n");
    rest = texts.pop() ?? "";
    if (rest.length > MAX_RECORD) {
      throw new EvaluationError(`line ${line + texts.length + 1} of ${path} is longer than 16 MB`);
    }
    const lines = clean(texts);
    if (lines.length > 0) yield lines;
  }
  const last = clean([rest]);
  if (last.length > 0) yield last;
}
