import type { Curves, Decision, Verdict } from "@slipway/contract";
import { PROMOTED, RUN } from "./promoted.js";
import { FACTS, FLIPS, INFERIOR, SLICES } from "./stopping-verdicts.js";

const { promotion: _, ...UNPROMOTED } = PROMOTED;
const [THRESHOLD, IMPROVEMENT] = PROMOTED.verdicts as [Verdict, Verdict];

const NOT_BETTER: Verdict = {
  ...IMPROVEMENT,
  status: "fail",
  reason: "+0.0030 [-0.0042, +0.0102] at 95 %, McNemar p = 0.2815: not better",
  evidence: {
    ...IMPROVEMENT.evidence,
    candidate: 0.854,
    estimate: 0.003,
    interval: [-0.0042, 0.0102],
    b: 58,
    c: 52,
    p: 0.2815,
    p_worse: 0.7185,
    examples_to_settle: 38200,
  },
};

const WORSE: Verdict = {
  ...IMPROVEMENT,
  status: "fail",
  required: true,
  reason: "-0.0190 [-0.0287, -0.0093] at 95 %, McNemar p = 0.0002: worse",
  evidence: {
    ...IMPROVEMENT.evidence,
    candidate: 0.832,
    estimate: -0.019,
    interval: [-0.0287, -0.0093],
    b: 36,
    c: 74,
    p: 0.9999,
    p_worse: 0.000186,
  },
};

const TOO_FEW: Verdict = {
  ...IMPROVEMENT,
  status: "not-enough-data",
  reason: "only 3 of 40 examples tell the models apart; at 95 % it takes 5, about 67 examples like these",
  evidence: {
    ...IMPROVEMENT.evidence,
    candidate: 0.9,
    champion: 0.875,
    estimate: 0.025,
    interval: [-0.05, 0.1],
    b: 2,
    c: 1,
    n: 40,
    p: 0.5,
    differing: 3,
    minimum_detectable_effect: 0.1077,
    examples_to_settle: 67,
  },
};

const RMSE_WORSE: Verdict = {
  gate: "improvement",
  status: "pass",
  required: false,
  reason: "-0.0210 [-0.0330, -0.0090] at 95 %, less is better",
  method: "paired percentile bootstrap of examples, each bound one-sided",
  evidence: {
    metric: "rmse",
    goal: "minimize",
    candidate: 0.512,
    champion: 0.533,
    estimate: -0.021,
    interval: [-0.033, -0.009],
    n: 1500,
    differing: 1500,
    min_delta: 0,
    confidence: 0.95,
    seed: 7,
    minimum_detectable_effect: 0.018,
  },
};

const UNPAIRED: Verdict = {
  gate: "improvement",
  status: "pass",
  required: false,
  reason: "+0.0210, unpaired, weak (one logged val_accuracy each, the noise unknown)",
  method: "unpaired, weak: bare difference",
  evidence: {
    metric: "val_accuracy",
    goal: "maximize",
    candidate: 0.8741,
    champion: 0.8531,
    estimate: 0.021,
    min_delta: 0,
    repeats: 1,
    weak: true,
  },
};

const EDGES = [-1.5, -0.9, -0.3, 0.3, 0.9, 1.5];

/** Curves of a classifier of two classes that is off by `miss`. */
const curvesLike = (miss: number): Curves => ({
  confusion: {
    classes: ["ham", "spam"],
    counts: [
      [1000 - 400 * miss, 400 * miss],
      [600 * miss, 1000 - 600 * miss],
    ],
  },
  roc: [
    {
      positive: "spam",
      area: 1 - miss,
      points: [0, 0.1, 0.3, 0.6, 1].map((x) => ({
        false_positive_rate: x,
        true_positive_rate: x ** (miss * 2),
      })),
    },
  ],
  calibration: [
    {
      positive: "spam",
      bins: [0.1, 0.3, 0.5, 0.7, 0.9].map((x) => ({
        predicted: x,
        observed: x + miss * (0.5 - x),
        rows: 400,
      })),
    },
  ],
});

const { selection: SELECTION } = PROMOTED;
const ONE_SEED = SELECTION && {
  ...SELECTION,
  rule: "its only run",
  configurations: SELECTION.configurations.map(({ spread: _spread, runs, ...one }) => ({
    ...one,
    runs: runs.slice(0, 1),
    finished: 1,
  })),
};
const { champion: _champion, evaluation: EVALUATION, ...FIRST } = PROMOTED;

/** One decision for each way in which a release can end, by what tells it apart. */
export const DECISIONS: Record<string, Decision> = {
  promoted: PROMOTED,
  "promoted, one seed": { ...PROMOTED, selection: ONE_SEED },
  "promoted, less is better": {
    ...PROMOTED,
    evaluation: {
      examples: 1500,
      digest: "sha256:01",
      candidate: { rmse: 0.512 },
      champion: { rmse: 0.533 },
      champion_predictions: "kept",
      paired: true,
    },
    verdicts: [RMSE_WORSE],
  },
  "promoted, unpaired": {
    ...PROMOTED,
    evaluation: undefined,
    verdicts: [UNPAIRED],
    promotion: PROMOTED.promotion && { ...PROMOTED.promotion, guarantee: "check-then-act" },
  },
  "promoted, no champion": {
    ...FIRST,
    evaluation: EVALUATION && {
      examples: EVALUATION.examples,
      digest: EVALUATION.digest,
      candidate: EVALUATION.candidate,
      paired: false,
    },
    verdicts: [
      THRESHOLD,
      {
        gate: "improvement",
        status: "not-applicable",
        required: false,
        reason: "there is no champion yet",
        evidence: { metric: "accuracy" },
      },
    ],
    promotion: PROMOTED.promotion && { ...PROMOTED.promotion, version: "1", archived: [] },
  },
  "promoted by force": {
    ...PROMOTED,
    commit: { sha: "0123456789abcdef", branch: "main", dirty: true },
    verdicts: [THRESHOLD, NOT_BETTER],
    reason: `forced although held: gate improvement: ${NOT_BETTER.reason}`,
    forced: "hotfix for the label of the new market",
  },
  "not better": {
    ...UNPROMOTED,
    outcome: "held",
    reason: `gate improvement: ${NOT_BETTER.reason}`,
    verdicts: [THRESHOLD, NOT_BETTER],
  },
  "not enough data": {
    ...UNPROMOTED,
    outcome: "held",
    reason: `gate improvement: ${TOO_FEW.reason}`,
    verdicts: [THRESHOLD, TOO_FEW],
  },
  worse: {
    ...UNPROMOTED,
    outcome: "refused",
    reason: `gate improvement: ${WORSE.reason}`,
    verdicts: [THRESHOLD, WORSE],
  },
  "below a threshold": {
    ...UNPROMOTED,
    outcome: "refused",
    reason: "gate threshold: accuracy 0.8700 < 0.90",
    verdicts: [{ ...THRESHOLD, status: "fail", reason: "accuracy 0.8700 < 0.90" }, IMPROVEMENT],
  },
  "a gate that failed": {
    ...UNPROMOTED,
    outcome: "refused",
    reason: "gate threshold: recall(spam) is not a number for the candidate",
    verdicts: [
      {
        ...THRESHOLD,
        status: "error",
        reason: "recall(spam) is not a number for the candidate",
        evidence: {},
      },
    ],
  },
  "another branch": {
    ...UNPROMOTED,
    outcome: "held",
    reason: "branch try-it does not promote, main does",
    commit: { sha: "0123456789abcdef", branch: "try-it" },
  },
  "on hold": {
    ...UNPROMOTED,
    outcome: "held",
    reason: 'NewsGroup is on hold; `slipway models resume "NewsGroup"` lets releases promote',
  },
  "dry run": {
    ...UNPROMOTED,
    outcome: "held",
    reason: "dry run; otherwise it would be promoted: every gate let it through",
  },
  "someone else first": {
    ...UNPROMOTED,
    outcome: "held",
    reason: "someone else was first: the champion of NewsGroup is version 5, not 3",
    cause: "champion-changed",
  },
  "nothing selected": {
    ...UNPROMOTED,
    selection: undefined,
    candidate: undefined,
    evaluation: undefined,
    verdicts: [],
    outcome: "held",
    reason: "no configuration can be selected: there are no runs",
  },
  "nothing new": {
    ...UNPROMOTED,
    champion: { version: "3", run_id: RUN, stage: "Production" },
    evaluation: undefined,
    verdicts: [],
    outcome: "held",
    reason: "nothing new: the selected run is version 3 of NewsGroup, the champion",
  },
  "a sealed set": {
    ...UNPROMOTED,
    outcome: "held",
    reason: "gate test-set: look 3 of 32 at news-2026",
    evaluation: EVALUATION && { ...EVALUATION, candidate: {}, champion: undefined },
    verdicts: [
      {
        gate: "test-set",
        status: "fail",
        required: false,
        reason:
          "look 3 of 32 at news-2026: not every gate let it through (threshold, improvement); which, and why, stays sealed until the set is retired",
        evidence: {},
      },
    ],
    test_set: {
      name: "news-2026",
      digest: "sha256:00",
      decision_id: "d1",
      look: 3,
      looks: 32,
      left: 29,
      adaptivity: "first-change",
      passes: 1,
      reliability: 0.95,
      models: 32,
      sealed: true,
      revealed: 1,
      guarantee: "check-then-act",
    },
  },
  "promoted, with curves and receipt": {
    ...PROMOTED,
    evaluation: EVALUATION && {
      ...EVALUATION,
      reported: { candidate: { model_size_mb: 12.4 }, champion: { model_size_mb: 10.1 } },
      curves: { candidate: curvesLike(0.05), champion: curvesLike(0.2) },
    },
    receipt: { uri: "runs:/0/slipway/receipt.json", model_digest: "ab".repeat(32), signer: "key 3f9a" },
  },
  "promoted, regression": {
    ...PROMOTED,
    verdicts: [RMSE_WORSE],
    evaluation: EVALUATION && {
      ...EVALUATION,
      candidate: { rmse: 0.512 },
      champion: { rmse: 0.533 },
      curves: {
        candidate: { roc: [], calibration: [], residuals: { edges: EDGES, counts: [2, 20, 160, 30, 1] } },
        champion: { roc: [], calibration: [], residuals: { edges: EDGES, counts: [9, 34, 120, 44, 6] } },
        error_differences: { edges: EDGES, counts: [3, 50, 130, 29, 1] },
      },
    },
  },
  "slices that lose": {
    ...UNPROMOTED,
    outcome: "refused",
    reason: `gate slices: ${SLICES.reason}`,
    verdicts: [THRESHOLD, IMPROVEMENT, SLICES, FLIPS],
  },
  "refused by facts": {
    ...UNPROMOTED,
    outcome: "refused",
    reason: `gate budget: ${FACTS[0]?.reason}`,
    verdicts: [...FACTS, INFERIOR],
  },
  "no gates": { ...PROMOTED, verdicts: [], evaluation: undefined },
};
