import { createHash } from "node:crypto";
import type { AmountColumn } from "./columns/amount-column.js";
import type { CodedColumn } from "./columns/coded-column.js";
import { idOrder, isOrdered } from "./columns/id-order.js";
import { sameAt } from "./columns/same-at.js";
import { EvaluationError } from "./evaluation-error.js";
import type { Predictions } from "./predictions.js";
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
  const [left, right] = [inOrder(candidate), inOrder(champion)];
  sameIds(left, right);
  sameColumn("label", left, right, left.labels, right.labels);
  sameColumn("group", left, right, left.groups, right.groups);
  return { candidate: left, champion: right, digest: digestOf(left) };
}

/** Digest of the ids and labels of a test set, whatever the order of the rows: `sha256:` and 64 hex digits. */
export const examplesDigest = (rows: Predictions): string => digestOf(inOrder(rows));

function digestOf({ ids, labels }: Predictions): string {
  const hash = createHash("sha256");
  let lines = "";
  for (let row = 0; row < ids.length; row++) {
    lines += `${JSON.stringify([ids.at(row), labels?.at(row) ?? null])}\n`;
    if (lines.length < 65_536) continue;
    hash.update(lines);
    lines = "";
  }
  return `sha256:${hash.update(lines).digest("hex")}`;
}

const inOrder = (rows: Predictions): Predictions =>
  isOrdered(rows.ids) ? rows : takeRows(rows, idOrder(rows.ids));

/** The first of many, for a message. */
interface Found {
  count: number;
  examples: string[];
}

function note(found: Found, example: () => string): void {
  found.count++;
  if (found.examples.length <= SHOWN) found.examples.push(example());
}

const SHOWN = 3;

function sameIds(left: Predictions, right: Predictions): void {
  const [missing, extra]: [Found, Found] = [
    { count: 0, examples: [] },
    { count: 0, examples: [] },
  ];
  for (let [i, j] = [0, 0]; i < left.ids.length || j < right.ids.length; ) {
    const order = i === left.ids.length ? 1 : j === right.ids.length ? -1 : left.ids.compare(i, right.ids, j);
    if (order < 0) note(missing, () => left.ids.at(i));
    if (order > 0) note(extra, () => right.ids.at(j));
    if (order <= 0) i++;
    if (order >= 0) j++;
  }
  const problems = [lacking(right, missing), lacking(left, extra)].filter(Boolean);
  if (problems.length === 0) return;
  throw new EvaluationError(`the two models were not scored on the same examples: ${problems.join("; ")}`);
}

const lacking = ({ source }: Predictions, found: Found): string =>
  found.count === 0
    ? ""
    : `${source} lacks ${found.count.toLocaleString("en")} of the other's ids (${examplesText(found)})`;

type Column = CodedColumn | AmountColumn;

function sameColumn(
  name: string,
  left: Predictions,
  right: Predictions,
  own: Column | undefined,
  other: Column | undefined,
): void {
  if (!own && !other) return;
  if (!own || !other) {
    const [without, has] = own ? [right, left] : [left, right];
    throw new EvaluationError(`${has.source} has a column ${name}, ${without.source} has none`);
  }
  const same = sameAt(own, other);
  const differing: Found = { count: 0, examples: [] };
  for (let row = 0; row < own.length; row++) {
    if (!same(row)) note(differing, () => `${left.ids.at(row)}: "${own.at(row)}" and "${other.at(row)}"`);
  }
  if (differing.count === 0) return;
  throw new EvaluationError(
    `${left.source} and ${right.source} disagree on the ${name} of ${differing.count.toLocaleString("en")} ${differing.count === 1 ? "example" : "examples"} (${examplesText(differing)})`,
  );
}

const examplesText = ({ examples }: Found): string =>
  examples.slice(0, SHOWN).join(", ") + (examples.length > SHOWN ? ", …" : "");
