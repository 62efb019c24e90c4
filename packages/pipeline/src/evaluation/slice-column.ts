import { CodedColumn } from "./columns/coded-column.js";
import { EvaluationError } from "./evaluation-error.js";
import type { Predictions } from "./predictions.js";

/**
 * A column of texts, by which rows are told apart: `label`, `group` or one of the user's own.
 * @throws EvaluationError when there is none of that name
 */
export function sliceColumn(rows: Predictions, name: string): CodedColumn {
  const { source, labels, groups, texts } = rows;
  const columns = new Map<string, CodedColumn>([
    ...(labels instanceof CodedColumn ? [["label", labels] as const] : []),
    ...(groups ? [["group", groups] as const] : []),
    ...[...texts].flatMap(([own, { texts: column }]) => (column ? [[own, column] as const] : [])),
  ]);
  const column = columns.get(name);
  if (column) return column;
  const has = [...columns.keys()].join(", ") || "none";
  throw new EvaluationError(`${source} has no column of texts called ${name}; it has ${has}`);
}
