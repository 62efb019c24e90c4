import { type Static, Type } from "typebox";
import { EvaluationError } from "../evaluation/evaluation-error.js";
import type { Metric } from "../evaluation/metrics/metric.js";
import { findMetric, metricByName } from "../evaluation/metrics/metric-by-name.js";
import type { PairedPredictions } from "../evaluation/pair-predictions.js";
import { sliceColumn } from "../evaluation/slice-column.js";
import { takeRows } from "../evaluation/take-rows.js";

import { fewestDiscordant } from "../statistics/mcnemar.js";
import { mean } from "../statistics/mean.js";
import { levelOf } from "./confidence.js";
import type { Gate, Ruling } from "./gate.js";
import { confidenceParameter, goalParameter, requiredParameter } from "./gate-parameters.js";
import { comparedMetricFindings, knownGoal, rowsFindings } from "./metric-direction.js";
import { type PairedQuestion, testPaired } from "./paired-test.js";
import { rowsOfBoth, withoutChampion } from "./rows-of-both.js";
import { countText, differenceText, limitText, pText } from "./verdict-text.js";

/** Slices of one column that are looked at in one go. */
const MOST_SLICES = 200;

const parameters = Type.Object(
  {
    by: Type.String({
      minLength: 1,
      description: "`label`, `group` or another column of texts: each of its values is a slice",
    }),
    metric: Type.String({
      minLength: 1,
      description: "a metric; by label, `recall`, `precision` and `f1` are those of the label",
    }),
    "max-drop": Type.Number({
      minimum: 0,
      description: "0 or more: by how much the candidate may be worse in any slice",
    }),
    "min-examples": Type.Optional(
      Type.Integer({
        minimum: 2,
        description: "2 or more: slices with fewer examples are not judged (default: 20)",
      }),
    ),
    goal: goalParameter,
    confidence: confidenceParameter,
    required: requiredParameter,
  },
  { additionalProperties: false, description: "a mapping with `by`, `metric` and `max-drop`" },
);

export type SlicesParameters = Static<typeof parameters>;

/**
 * In no slice of the examples may the candidate be worse than the champion by more than `max-drop`. A slice that is
 * worse by more fails when the drop is beyond chance, corrected for how many slices are looked at (Bonferroni), and
 * is otherwise not enough data. Slices under `min-examples` are listed, and not judged.
 */
export const slices: Gate<SlicesParameters> = {
  name: "slices",
  parameters,
  required: true,
  claim: "not-worse",
  judges: "rows",
  example: { by: "label", metric: "recall", "max-drop": 0.05 },
  findings: (own, context) => [...rowsFindings(context), ...comparedMetricFindings(own, context)],
  evaluate: async (evidence, asked) => {
    if (!evidence.champion) return withoutChampion({ by: asked.by, metric: asked.metric });
    const paired = rowsOfBoth(evidence);
    const fewest = asked["min-examples"] ?? 20;
    const all = slicesOf(paired, asked.by);
    const judged = all.filter(({ rows }) => rows.length >= fewest);
    const small = all.filter(({ rows }) => rows.length < fewest).map(({ value }) => value);
    // Each slice is one more chance to look worse than it is.
    const stated = levelOf(asked.confidence ?? 0.95, evidence);
    const alpha = stated.alpha / Math.max(1, judged.length);
    const level = { ...stated, alpha, alphaBetter: alpha };
    const compared: ComparedSlice[] = [];
    for (const slice of judged) {
      const watch = (share: number) => evidence.watch?.((compared.length + share) / judged.length);
      compared.push(await compareSlice(paired, slice, asked, { level, seed: evidence.seed, watch }));
    }
    return ruling(compared, { asked, small, fewest, alpha, seed: evidence.seed, digest: paired.digest });
  },
};

interface Slice {
  value: string;
  rows: Uint32Array;
}

interface ComparedSlice {
  slice: string;
  n: number;
  candidate: number;
  champion: number;
  estimate: number;
  p_worse: number | null;
  minimum_detectable_effect: number;
  drop: number;
  worse: boolean;
  /** Examples of this slice that would settle its drop. */
  toSettle: number;
}

function slicesOf({ candidate }: PairedPredictions, by: string): Slice[] {
  const { codes, names } = sliceColumn(candidate, by);
  const rowsOf = new Map<number, number[]>();
  codes.forEach((code, row) => {
    const rows = rowsOf.get(code);
    if (rows) rows.push(row);
    else rowsOf.set(code, [row]);
  });
  if (rowsOf.size > MOST_SLICES) {
    const told = `${by} has ${countText(rowsOf.size)} values`;
    throw new EvaluationError(`${told}; at most ${MOST_SLICES} slices can be judged: take a coarser column`);
  }
  return [...rowsOf].map(([code, rows]) => ({ value: names[code] ?? "", rows: Uint32Array.from(rows) }));
}

async function compareSlice(
  paired: PairedPredictions,
  { value, rows }: Slice,
  { by, metric: name, goal }: SlicesParameters,
  asked: Pick<PairedQuestion, "level" | "seed" | "watch">,
): Promise<ComparedSlice> {
  const { metric, within } = metricIn(name, by, value);
  const subject = within ? rowsOfSlice(paired, rows, by) : paired;
  const direction = goal ?? knownGoal(name) ?? "maximize";
  const test = await testPaired(subject, { ...asked, metric, goal: direction, minDelta: 0 });
  const { candidate, champion } = test.difference;
  const drop = -test.gain;
  return {
    slice: value,
    n: rows.length,
    candidate,
    champion,
    estimate: candidate - champion,
    p_worse: test.exact?.pWorse ?? null,
    minimum_detectable_effect: test.minimumDetectable,
    drop,
    // A difference of two shares is rarely the decimal that people write.
    worse: test.worse && test.difference.differing >= fewestDiscordant(asked.level.alpha),
    toSettle: Math.ceil(rows.length * (test.minimumDetectable / drop) ** 2),
  };
}

/** Of a slice that is one group, the examples are all there is to resample. */
function rowsOfSlice(paired: PairedPredictions, rows: Uint32Array, by: string): PairedPredictions {
  const [candidate, champion] = [takeRows(paired.candidate, rows), takeRows(paired.champion, rows)];
  if (by !== "group") return { ...paired, candidate, champion };
  return {
    ...paired,
    candidate: { ...candidate, groups: undefined },
    champion: { ...champion, groups: undefined },
  };
}

/** By label, the scores of a class are those of the label, on all examples; any other metric is that of the slice. */
function metricIn(name: string, by: string, value: string): { metric: Metric; within: boolean } {
  const ofLabel = by === "label" && ["precision", "recall", "f1"].includes(name);
  const { metric } = ofLabel ? findMetric(`${name}(${value})`) : {};
  return metric ? { metric, within: false } : { metric: metricByName(name), within: true };
}

interface Scene {
  asked: SlicesParameters;
  small: string[];
  fewest: number;
  alpha: number;
  seed: number;
  digest: string;
}

function ruling(compared: ComparedSlice[], scene: Scene): Ruling {
  const { asked, small, fewest, alpha, seed, digest } = scene;
  const { by, metric, "max-drop": maxDrop } = asked;
  const worst = compared.toSorted((a, b) => b.drop - a.drop);
  const evidence = {
    by,
    metric,
    goal: asked.goal ?? knownGoal(metric) ?? "maximize",
    max_drop: maxDrop,
    estimate: mean(compared.map(({ estimate }) => estimate)),
    slices: compared.map(({ drop: _, toSettle: __, ...shown }) => shown),
    small_slices: small,
    min_examples: fewest,
    alpha,
    seed,
    examples_digest: digest,
  };
  const method = `each slice compared on its own, at level ${Number(alpha.toPrecision(3))} (Bonferroni)`;
  if (worst.length === 0) {
    const reason = `no value of ${by} has ${fewest} examples`;
    return {
      status: "not-enough-data",
      reason,
      method,
      evidence: { ...evidence, estimate: null, examples_to_settle: fewest },
    };
  }
  const beyond = worst.filter(({ drop }) => drop > maxDrop + 1e-12);
  const failed = beyond.filter(({ worse }) => worse);
  const unjudged = small.length > 0 ? `; ${small.length} under ${fewest} examples not judged` : "";
  if (failed.length > 0) {
    const reason = `${metric} drops by more than ${limitText(maxDrop)} in ${listed(failed, by)}${unjudged}`;
    return { status: "fail", reason, method, evidence };
  }
  if (beyond.length > 0) {
    const examples = Math.max(...beyond.map(({ toSettle, n }) => Math.max(toSettle, n + 1)));
    const reason = `${metric} may drop by more than ${limitText(maxDrop)} in ${listed(beyond, by)}; about ${countText(examples)} examples of each would settle it${unjudged}`;
    return {
      status: "not-enough-data",
      reason,
      method,
      evidence: { ...evidence, examples_to_settle: examples },
    };
  }
  const [first] = worst as [ComparedSlice];
  const reason = `${metric} drops by at most ${limitText(maxDrop)} in each of ${compared.length} slices by ${by}: at worst ${differenceText(first.estimate)} in ${first.slice}${unjudged}`;
  return { status: "pass", reason, method, evidence };
}

/** The first three, worst first. */
function listed(found: ComparedSlice[], by: string): string {
  const shown = found.slice(0, 3).map(({ slice, estimate, n, p_worse: p }) => {
    const sure = p === null ? "" : `, ${pText(p)}`;
    return `${by} ${slice} (${differenceText(estimate)} on ${countText(n)}${sure})`;
  });
  return shown.join(", ") + (found.length > 3 ? `, and ${found.length - 3} more` : "");
}
