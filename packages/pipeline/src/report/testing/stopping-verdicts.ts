import type { Verdict } from "@slipway/contract";

const slice = (name: string, champion: number, estimate: number, worse = false) => ({
  slice: name,
  n: 500,
  candidate: champion + estimate,
  champion,
  estimate,
  p_worse: worse ? 0.0004 : 0.6,
  minimum_detectable_effect: 0.02,
  worse,
});

/** One slice of four lost too much. */
export const SLICES: Verdict = {
  gate: "slices",
  status: "fail",
  required: true,
  reason: "recall drops by more than 0.05 in label politics (-0.0800 on 500, p = 0.0004)",
  method: "each slice compared on its own, at level 0.0125 (Bonferroni)",
  evidence: {
    by: "label",
    metric: "recall",
    goal: "maximize",
    max_drop: 0.05,
    estimate: 0.01,
    slices: [
      slice("sports", 0.84, 0.04),
      slice("politics", 0.86, -0.08, true),
      slice("science", 0.79, 0.03),
      slice("a very long name of a class that hardly fits anywhere", 0.82, -0.01),
    ],
    small_slices: [],
    min_examples: 30,
  },
};

/** Too many right answers became wrong ones. */
export const FLIPS: Verdict = {
  gate: "flips",
  status: "fail",
  required: true,
  reason: "36 of 2,000 examples flip from right to wrong (1.8 %), not less than 0.01",
  evidence: { n: 2000, negative_flips: 36, positive_flips: 74, estimate: 0.019, share: 0.018, max: 0.01 },
};

const required = (gate: string, reason: string, evidence: Verdict["evidence"]): Verdict => ({
  gate,
  status: "fail",
  required: true,
  reason,
  evidence,
});

/** What has nothing to do with examples. */
export const FACTS: Verdict[] = [
  required("budget", "model_size_mb 61.2000 > 50", { metric: "model_size_mb", max: 50, value: 61.2 }),
  required("budget", "latency_ms 4.0000 > 1.1 times the champion's 3.0000", {
    metric: "latency_ms",
    "max-ratio": 1.1,
    value: 4,
    champion: 3,
  }),
  required("freshness", "tags.data_date is of 2026-09-01T00:00:00.000Z, 84d ago, more than 30d", {
    of: "tags.data_date",
    date: "2026-09-01T00:00:00.000Z",
    max_age: "30d",
  }),
  required("schema", "input length is double now, it was long", {
    differences: ["input length is double now, it was long"],
  }),
  required("command", "drift of 0.31", { command: "drift", said: { drift: 0.31 } }),
];

/** Worse by more than the margin. */
export const INFERIOR = required(
  "non-inferiority",
  "-0.0300 [-0.0390, -0.0210] at 95 %: worse by 0.02 or more",
  {
    metric: "accuracy",
    goal: "maximize",
    candidate: 0.821,
    champion: 0.851,
    estimate: -0.03,
    interval: [-0.039, -0.021],
    margin: 0.02,
    n: 2000,
  },
);
