import { createHash } from "node:crypto";
import { EvaluationError, type Predictions } from "./predictions.js";
import { takeRows } from "./take-rows.js";

/** Two models' rows on the same examples, in the order of their ids: row `i` of both is the same example. */
export interface PairedPredictions {
  candidate: Predictions;
  champion: Predictions;
  /** {@link examplesDigest} of either. */
  digest: string;
}

/**
 * Aligns two models' rows by id. Their order in the files changes nothing, in what comes of them either.
 * @throws EvaluationError when one has ids that the other lacks, or labels or groups differ: then the models were
 * not scored on the same examples, and nothing can be said of them as a pair.
 */
export function pairPredictions(candidate: Predictions, champion: Predictions): PairedPredictions {
  sameIds(candidate, champion);
  const [left, right] = [sortById(candidate), sortById(champion)];
  sameColumn("label", left, right, left.labels, right.labels);
  sameColumn("group", left, right, left.groups, right.groups);
  return { candidate: left, champion: right, digest: digestOf(left) };
}

/** Digest of the ids and labels of a test set, whatever the order of the rows: `sha256:` and 64 hex digits. */
export const examplesDigest = (rows: Predictions): string => digestOf(sortById(rows));

function digestOf(sorted: Predictions): string {
  const hash = createHash("sha256");
  sorted.ids.forEach((id, row) => {
    hash.update(`${JSON.stringify([id, sorted.labels?.[row] ?? null])}\n`);
  });
  return `sha256:${hash.digest("hex")}`;
}

function sortById(rows: Predictions): Predictions {
  const { ids } = rows;
  const inOrder = (a: number, b: number) => ((ids[a] as string) < (ids[b] as string) ? -1 : 1);
  return takeRows(rows, Uint32Array.from(ids.keys()).sort(inOrder));
}

function sameIds(candidate: Predictions, champion: Predictions): void {
  const [own, other] = [new Set(candidate.ids), new Set(champion.ids)];
  const problems = [
    lacking(
      champion,
      candidate.ids.filter((id) => !other.has(id)),
    ),
    lacking(
      candidate,
      champion.ids.filter((id) => !own.has(id)),
    ),
  ].filter(Boolean);
  if (problems.length === 0) return;
  throw new EvaluationError(`the two models were not scored on the same examples: ${problems.join("; ")}`);
}

const lacking = ({ source }: Predictions, ids: string[]): string =>
  ids.length === 0 ? "" : `${source} lacks ${ids.length} of the other's ids (${examples(ids)})`;

function sameColumn(
  name: string,
  left: Predictions,
  right: Predictions,
  own: readonly string[] | undefined,
  other: readonly string[] | undefined,
): void {
  if (!own && !other) return;
  if (!own || !other) {
    const [without, has] = own ? [right, left] : [left, right];
    throw new EvaluationError(`${has.source} has a column ${name}, ${without.source} has none`);
  }
  const differing = own.flatMap((value, row) =>
    value === other[row] ? [] : [`${left.ids[row]}: "${value}" and "${other[row]}"`],
  );
  if (differing.length === 0) return;
  throw new EvaluationError(
    `${left.source} and ${right.source} disagree on the ${name} of ${differing.length} examples (${examples(differing)})`,
  );
}

/** The first three of a list, for a message. */
const examples = (list: string[]): string => list.slice(0, 3).join(", ") + (list.length > 3 ? ", …" : "");
