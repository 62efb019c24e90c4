import type { ComparedExamples, ComparedGroup } from "@slipway/contract";
import type { AskedMetric } from "./asked-metric.js";
import { EvaluationError } from "./evaluation-error.js";
import { measure } from "./metrics/metric.js";
import { findMetric } from "./metrics/metric-by-name.js";
import type { PairedPredictions } from "./pair-predictions.js";
import type { Predictions } from "./predictions.js";
import { takeRows } from "./take-rows.js";

/** So many groups are kept at either end. */
const MOST = 50;
/** Of more groups than this no metric is computed one by one. */
const MANY = 5000;

/** Both models, group by group, by the first metric that can be computed of each; undefined where there is none. */
export function comparedGroups(
  paired: PairedPredictions,
  asked: readonly AskedMetric[],
): ComparedExamples["groups"] | undefined {
  const rowsOf = rowsOfGroups(paired.candidate);
  if (rowsOf.size < 2 || rowsOf.size > MANY) return undefined;
  for (const { name, goal } of asked) {
    const all = measureGroups(paired, name, rowsOf);
    if (!all) continue;
    const loss = ({ candidate, champion }: ComparedGroup) =>
      goal === "minimize" ? candidate - champion : champion - candidate;
    const worstFirst = all.toSorted((a, b) => loss(b) - loss(a));
    const kept = worstFirst.filter((_, place) => place < MOST || place >= all.length - MOST);
    return { metric: name, goal, total: all.length, kept };
  }
  return undefined;
}

function rowsOfGroups({ groups }: Predictions): Map<string, number[]> {
  const found = new Map<string, number[]>();
  groups?.codes.forEach((code, row) => {
    const name = groups.names[code] as string;
    const rows = found.get(name);
    if (rows) rows.push(row);
    else found.set(name, [row]);
  });
  return found;
}

/** Undefined when the metric cannot be computed of every group. */
function measureGroups(
  { candidate, champion }: PairedPredictions,
  name: string,
  rowsOf: ReadonlyMap<string, readonly number[]>,
): ComparedGroup[] | undefined {
  const { metric } = findMetric(name);
  if (!metric) return undefined;
  try {
    const all = [...rowsOf].map(([group, rows]) => {
      const order = Uint32Array.from(rows);
      const [own, other] = [candidate, champion].map((model) => measure(metric, takeRows(model, order)));
      return { group, examples: rows.length, candidate: own as number, champion: other as number };
    });
    return all.every((one) => Number.isFinite(one.candidate - one.champion)) ? all : undefined;
  } catch (error) {
    if (error instanceof EvaluationError) return undefined;
    throw error;
  }
}
