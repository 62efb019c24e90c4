import { totalmem } from "node:os";
import { constrainedMemory } from "node:process";
import { AmountColumn } from "./columns/amount-column.js";
import { arrange } from "./columns/arrange.js";
import type { CodedColumn } from "./columns/coded-column.js";
import type { ColumnPlace, ColumnReader } from "./columns/column-reader.js";
import { idOrder } from "./columns/id-order.js";
import { IdReader } from "./columns/id-reader.js";
import { NumberReader, type OtherColumn } from "./columns/number-reader.js";
import { TextReader } from "./columns/text-reader.js";
import { EvaluationError } from "./evaluation-error.js";
import type { Row, RowStream } from "./formats/row.js";
import type { Predictions } from "./predictions.js";

const isScore = (name: string): boolean => name === "score" || name.startsWith("score.");

/** The readers of a file's columns, each in the place of its column. */
interface Readers {
  ids: IdReader;
  texts: ReadonlyMap<string, TextReader>;
  numbers: ReadonlyMap<string, NumberReader>;
  inOrder: readonly ColumnReader[];
}

/**
 * Reads rows into columns, and puts them in the order of their ids.
 * @param expected about how many rows there are
 * @param limit bytes that the rows may take
 * @throws EvaluationError that names the column, or the line and its value, and what would be right.
 */
export async function collectPredictions(
  path: string,
  { columns, unit, rows }: RowStream,
  expected: number,
  limit = memoryLimit(),
): Promise<Predictions> {
  checkColumns(path, columns);
  const readers = readersOf(columns, (name) => ({ path, name, unit, expected }));
  for await (const batch of rows) {
    addRows(batch, readers.inOrder);
    const size = readers.inOrder.reduce((sum, reader) => sum + reader.size, 0);
    if (size > limit) throw tooLarge(path, readers.ids.length, limit);
  }
  const predictions = predictionsOf(path, readers);
  checkContent(predictions);
  const order = idOrder(predictions.ids);
  checkOnce(path, unit, readers.ids, order);
  return inOrder(predictions, order);
}

/** Puts rows in order; every column but the ids is written over. */
function inOrder(rows: Predictions, order: Uint32Array): Predictions {
  const { ids, groups, labels, predictions, numbers, texts } = rows;
  const coded = [groups, labels, predictions, ...[...texts.values()].map((column) => column.texts)];
  const columns = coded.flatMap((column) =>
    column ? [column instanceof AmountColumn ? column.values : column.codes] : [],
  );
  arrange([...columns, ...numbers.values()], order);
  return { ...rows, ids: ids.take(order) };
}

function readersOf(columns: readonly string[], placeOf: (name: string) => ColumnPlace): Readers {
  const ids = new IdReader(placeOf("id"), columns.includes("sample"));
  const texts = new Map<string, TextReader>();
  const numbers = new Map<string, NumberReader>();
  const inOrder = columns.map((name): ColumnReader => {
    if (name === "id") return ids;
    if (name === "sample") return ids.samples;
    if (name === "label" || name === "prediction" || name === "group") {
      const reader = new TextReader(placeOf(name), name !== "group");
      texts.set(name, reader);
      return reader;
    }
    const reader = new NumberReader(placeOf(name), isScore(name));
    numbers.set(name, reader);
    return reader;
  });
  return { ids, texts, numbers, inOrder };
}

function addRows(rows: readonly Row[], readers: readonly ColumnReader[]): void {
  for (const { line, values } of rows) {
    for (let column = 0; column < readers.length; column++) {
      readers[column]?.add(values[column] ?? null, line);
    }
  }
}

function predictionsOf(source: string, { ids, texts, numbers }: Readers): Predictions {
  const columns = new Map<string, Float64Array>();
  const others = new Map<string, OtherColumn>();
  for (const [name, reader] of numbers) {
    const column = reader.column();
    if (column instanceof Float64Array) columns.set(name, column);
    else others.set(name, column);
  }
  const classes = (name: string): CodedColumn | AmountColumn | undefined => texts.get(name)?.column();
  const idColumn = ids.column();
  return {
    source,
    ids: idColumn,
    groups: texts.get("group")?.coded() ?? ids.groups(),
    labels: classes("label"),
    predictions: classes("prediction"),
    numbers: columns,
    texts: others,
  };
}

function checkColumns(path: string, columns: readonly string[]): void {
  const has = `it has ${columns.map((name) => name || '""').join(", ")}`;
  const repeated = columns.find((name, index) => columns.indexOf(name) !== index);
  if (repeated !== undefined)
    throw new EvaluationError(`${path} has two columns called "${repeated}"; ${has}`);
  if (!columns.includes("id")) throw new EvaluationError(`${path} lacks the column id; ${has}`);
  const [label, prediction] = [columns.includes("label"), columns.includes("prediction")];
  // What is ranked has a score in place of a prediction.
  if (prediction && !label) {
    throw new EvaluationError(`${path} lacks the column label; label and prediction go together; ${has}`);
  }
  if (label && !prediction && !columns.includes("score")) {
    throw new EvaluationError(
      `${path} lacks the column prediction; label and prediction go together; ${has}`,
    );
  }
  if (!label && columns.every((name) => ["id", "sample", "group"].includes(name))) {
    throw new EvaluationError(
      `${path} lacks what is measured: label and prediction, or numeric columns; ${has}`,
    );
  }
}

function checkContent({ source, ids, labels, numbers, texts }: Predictions): void {
  if (ids.length === 0) throw new EvaluationError(`${source} has columns but no rows`);
  if (labels || numbers.size > 0) return;
  const problems = [...texts.values()].map(({ problem }) => problem);
  throw new EvaluationError(
    `${source} has neither label and prediction nor a column of numbers: ${problems.join("; ")}`,
  );
}

/** @param order brings equal ids together */
function checkOnce(path: string, unit: string, reader: IdReader, order: Uint32Array): void {
  const ids = reader.column();
  for (let i = 1; i < order.length; i++) {
    const [row, next] = [order[i - 1] as number, order[i] as number];
    if (ids.compare(row, ids, next) !== 0) continue;
    const [first, second] = [reader.lineOf(Math.min(row, next)), reader.lineOf(Math.max(row, next))];
    throw new EvaluationError(
      `the id ${JSON.stringify(ids.at(row))} occurs twice in ${path}: on ${unit}s ${first} and ${second}${reader.sampled ? "" : "; where one id has several rows on purpose, number them in a column `sample`"}`,
    );
  }
}

/** Bytes that the rows of one file may take: a third of the memory that this process may use. */
function memoryLimit(): number {
  const allowed = constrainedMemory();
  return Math.min(allowed > 0 ? allowed : Number.POSITIVE_INFINITY, totalmem()) / 3;
}

const tooLarge = (path: string, rows: number, limit: number): EvaluationError =>
  new EvaluationError(
    `${path} is too large for this machine: its first ${rows.toLocaleString("en")} rows take more than ${(limit / 1e9).toFixed(1)} GB, a third of its memory; evaluate on fewer examples, or where there is more memory`,
  );
