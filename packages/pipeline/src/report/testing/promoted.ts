import type { Decision } from "@slipway/contract";

export const RUN = "b1b4dffef5fe49f587a05dd397743e82";
export const OLD_RUN = "2ffa11c6f5d649f2995a30025fd181f5";
export const SOURCE = "mlflow-artifacts:/636120188737462/models/m-0c/artifacts";

const configuration = (label: string, mean: number, excluded?: string) => ({
  label,
  cell: {},
  runs: [-2, 1, 0, -1, 2].map((step, seed) => ({
    run_id: `${label}${seed}`,
    status: "FINISHED",
    value: mean + 0.0026 * step,
  })),
  mean,
  spread: 0.0041,
  finished: 5,
  eligible: excluded === undefined,
  excluded,
});

/** A promotion over a champion, as a release records it. */
export const PROMOTED: Decision = {
  format: 1,
  model: "NewsGroup",
  outcome: "promoted",
  reason: "every gate let it through",
  created_at: 1_700_000_000_000,
  actor: { name: "ada", source: "git", verified: false },
  commit: { sha: "0123456789abcdef", branch: "main" },
  experiment_ids: ["636120188737462"],
  build_run_id: "f".repeat(32),
  selection: {
    metric: "val_accuracy",
    goal: "maximize",
    configurations: [
      configuration("naive-bayes c=1", 0.81),
      configuration("logistic-regression c=10", 0.8741),
      configuration("a", 0.7),
      configuration("b", 0.7, "2 of 5 repeats finished, 3 needed"),
      configuration("c", 0.7),
    ],
    selected: "logistic-regression c=10",
    run_id: RUN,
    rule: "the median of its seeds",
  },
  candidate: { run_id: RUN, model_uri: `runs:/${RUN}/model`, source: SOURCE },
  champion: { version: "3", run_id: OLD_RUN, stage: "Production" },
  evaluation: {
    examples: 2000,
    digest: "sha256:00",
    candidate: { accuracy: 0.87 },
    champion: { accuracy: 0.851 },
    champion_predictions: "evaluated",
    paired: true,
  },
  verdicts: [
    {
      gate: "threshold",
      status: "pass",
      required: true,
      reason: "accuracy 0.8700 >= 0.80",
      evidence: { metric: "accuracy", value: 0.87, min: 0.8, n: 2000 },
    },
    {
      gate: "improvement",
      status: "pass",
      required: false,
      reason: "+0.0190 [+0.0093, +0.0287] at 95 %, McNemar p = 0.0002",
      method:
        "exact McNemar, one-sided; interval: paired percentile bootstrap of examples, each bound one-sided",
      evidence: {
        metric: "accuracy",
        goal: "maximize",
        candidate: 0.87,
        champion: 0.851,
        estimate: 0.019,
        interval: [0.0093, 0.0287],
        standard_error: 0.0052,
        b: 74,
        c: 36,
        p: 0.000186,
        p_worse: 0.9999,
        n: 2000,
        differing: 110,
        min_delta: 0,
        confidence: 0.95,
        alpha: 0.05,
        configurations_compared: 1,
        seed: 7,
        minimum_detectable_effect: 0.0131,
      },
    },
  ],
  promotion: {
    version: "4",
    stage: "Production",
    alias: "champion",
    archived: ["3"],
    guarantee: "atomic",
  },
};
