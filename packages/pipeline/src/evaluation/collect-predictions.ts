import { type ColumnReader, IdColumn, NumberColumn, TextColumn } from "./column-reader.js";
import { EvaluationError, type Predictions } from "./predictions.js";
import type { RowStream } from "./row.js";

const CLASSES = ["label", "prediction", "group"];

/**
 * Reads rows into columns.
 * @throws EvaluationError that names the column, or the line and its value, and what would be right.
 */
export async function collectPredictions(path: string, { columns, rows }: RowStream): Promise<Predictions> {
  checkColumns(path, columns);
  const ids = new IdColumn(path);
  const texts = new Map(
    CLASSES.filter((name) => columns.includes(name)).map((name) => [name, new TextColumn(path, name)]),
  );
  const numbers = new Map(
    columns
      .filter((name) => name !== "id" && !texts.has(name))
      .map((name) => [name, new NumberColumn(path, name, isScore(name))]),
  );
  const readers = columns.map((name): ColumnReader => texts.get(name) ?? numbers.get(name) ?? ids);
  for await (const { line, values } of rows) {
    readers.forEach((reader, index) => {
      reader.add(values[index] ?? null, line);
    });
  }
  const clean = [...numbers].filter(([, { problem }]) => problem === undefined);
  const predictions: Predictions = {
    source: path,
    ids: ids.values,
    groups: texts.get("group")?.values,
    labels: texts.get("label")?.values,
    predictions: texts.get("prediction")?.values,
    numbers: new Map(clean.map(([name, { values }]) => [name, Float64Array.from(values)])),
    texts: new Map(
      [...numbers].flatMap(([name, { problem }]) => (problem === undefined ? [] : [[name, problem]])),
    ),
  };
  checkContent(predictions);
  return predictions;
}

const isScore = (name: string): boolean => name === "score" || name.startsWith("score.");

function checkColumns(path: string, columns: readonly string[]): void {
  const has = `it has ${columns.map((name) => name || '""').join(", ")}`;
  const repeated = columns.find((name, index) => columns.indexOf(name) !== index);
  if (repeated !== undefined)
    throw new EvaluationError(`${path} has two columns called "${repeated}"; ${has}`);
  if (!columns.includes("id")) throw new EvaluationError(`${path} lacks the column id; ${has}`);
  const [label, prediction] = [columns.includes("label"), columns.includes("prediction")];
  if (label !== prediction) {
    throw new EvaluationError(
      `${path} lacks the column ${label ? "prediction" : "label"}; label and prediction go together; ${has}`,
    );
  }
  if (!label && columns.every((name) => name === "id" || name === "group")) {
    throw new EvaluationError(
      `${path} lacks what is measured: label and prediction, or numeric columns; ${has}`,
    );
  }
}

function checkContent({ source, ids, labels, numbers, texts }: Predictions): void {
  if (ids.length === 0) throw new EvaluationError(`${source} has columns but no rows`);
  if (labels || numbers.size > 0) return;
  throw new EvaluationError(
    `${source} has neither label and prediction nor a column of numbers: ${[...texts.values()].join("; ")}`,
  );
}
