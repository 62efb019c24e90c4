import type { Static } from "typebox";
import { Dictionary, Double, Enum, Flag, Int64, Json, List, Maybe, Message, Text } from "../wire/scalars.js";
import { Curves, Histogram } from "./curves.js";
import { TestSetUse } from "./test-set.js";

/** How a gate ended. Only `pass` and `not-applicable` let a candidate through it. */
export const VERDICT_STATUSES = {
  pass: 1,
  fail: 2,
  "not-enough-data": 3,
  error: 4,
  "not-applicable": 5,
} as const;
export type VerdictStatus = keyof typeof VERDICT_STATUSES;

/** What one gate says of a candidate, with everything needed to check it again. */
export const Verdict = Message({
  gate: Text(),
  status: Enum(VERDICT_STATUSES),
  /** A required gate that does not pass refuses the candidate; another one holds it. */
  required: Flag(),
  /** One line for a log reader, e.g. `accuracy 0.8700 >= 0.80`. */
  reason: Text(),
  /** The statistical method, when there is one, e.g. `exact McNemar, one-sided`. */
  method: Maybe(Text()),
  /** Numbers behind the verdict: estimates, intervals, p-values, counts, seed, minimum detectable effect. */
  evidence: Dictionary(Json()),
});
export type Verdict = Static<typeof Verdict>;

/** One configuration of the pool: the cells that differ only in what is repeated over. */
export const Configuration = Message({
  /** How the configuration is shown, e.g. `logistic-regression c=10`. */
  label: Text(),
  cell: Dictionary(Text()),
  runs: List(Message({ run_id: Text(), status: Text(), value: Maybe(Double()) })),
  /** Mean and sample standard deviation of the selection metric over finished repeats. */
  mean: Maybe(Double()),
  spread: Maybe(Double()),
  finished: Int64(),
  eligible: Flag(),
  /** Why it is not eligible. */
  excluded: Maybe(Text()),
});
export type Configuration = Static<typeof Configuration>;

export const Selection = Message({
  metric: Text(),
  goal: Text(),
  configurations: List(Configuration),
  /** Label of the configuration that was selected. */
  selected: Text(),
  run_id: Text(),
  /** Which repeat ships and by what rule, e.g. `the median of its seeds`. */
  rule: Text(),
});
export type Selection = Static<typeof Selection>;

/** What was measured on the held-out examples. */
export const Evaluation = Message({
  examples: Int64(),
  /** Digest of the ids and labels that both models were scored on. */
  digest: Text(),
  candidate: Dictionary(Double()),
  champion: Maybe(Dictionary(Double())),
  /** `evaluated` at this commit, or `kept` predictions of its own promotion. */
  champion_predictions: Maybe(Text()),
  /** False when only logged metrics could be compared. */
  paired: Flag(),
  /** The artifact that tells on which examples the two differ; absent while the test set is sealed. */
  examples_uri: Maybe(Text()),
  /** What was measured of the models themselves: `model_size_mb`, and what the evaluate command reported. */
  reported: Maybe(Message({ candidate: Dictionary(Double()), champion: Maybe(Dictionary(Double())) })),
  curves: Maybe(
    Message({
      candidate: Curves,
      champion: Maybe(Curves),
      /** For numbers: the candidate's absolute error minus the champion's, example by example. */
      error_differences: Maybe(Histogram),
    }),
  ),
});
export type Evaluation = Static<typeof Evaluation>;

/** How sure one can be of a model. */
export const SAFETY = { yes: 1, no: 2, "not-enough-data": 3 } as const;

/** Of what weight a note is. */
export const NOTE_KINDS = { warning: 1, info: 2 } as const;

/** A decision in words that need no statistics. */
export const Explanation = Message({
  /** Whether the model can be promoted with a good conscience. */
  answer: Message({
    safe: Enum(SAFETY),
    /** For readers, such as `yes, on weak evidence`. */
    text: Text(),
    /** What the answer does not say, such as that the model was trained only once. */
    limit: Maybe(Text()),
  }),
  /** Why, in sentences; the first matters most. */
  why: List(Text()),
  /** What weakens the decision or is out of the ordinary. */
  notes: List(Message({ kind: Enum(NOTE_KINDS), text: Text() })),
});
export type Explanation = Static<typeof Explanation>;

export const OUTCOMES = { promoted: 1, held: 2, refused: 3 } as const;
export type Outcome = keyof typeof OUTCOMES;

/** What an outcome follows from, for programs; `reason` says it for people. */
export const DECISION_CAUSES = {
  /** What the gates said, good or bad; a forced promotion overrides it. */
  gates: 1,
  /** The branch is none of those that promote. */
  branch: 2,
  /** The model is on hold since a rollback. */
  "on-hold": 3,
  "dry-run": 4,
  /** Someone else changed the champion while the release compared with it: what was compared no longer counts. */
  "champion-changed": 5,
  /** What was selected is the champion already. */
  "nothing-new": 6,
  "nothing-to-select": 7,
} as const;
export type DecisionCause = keyof typeof DECISION_CAUSES;

/** Who released: what CI claims, marked unverified until accounts exist. */
export const Actor = Message({ name: Text(), source: Text(), verified: Flag() });
export type Actor = Static<typeof Actor>;

export const Commit = Message({
  sha: Text(),
  branch: Maybe(Text()),
  author: Maybe(Text()),
  message: Maybe(Text()),
  repository: Maybe(Text()),
  dirty: Maybe(Flag()),
});
export type Commit = Static<typeof Commit>;

/** The record of one release: what was chosen, against what, by which gates, and what came of it. */
export const Decision = Message({
  format: Int64({ default: 1 }),
  model: Text(),
  outcome: Enum(OUTCOMES),
  /** Why, in one line. */
  reason: Text(),
  /** Unset in records of before it was written down. */
  cause: Maybe(Enum(DECISION_CAUSES)),
  /** The same for readers who do not know the gates; absent in records of older versions. */
  explanation: Maybe(Explanation),
  /** The stage and the alias that a promotion gives. */
  place: Maybe(Message({ stage: Maybe(Text()), alias: Maybe(Text()) })),
  created_at: Int64(),
  actor: Actor,
  commit: Maybe(Commit),
  experiment_ids: List(Text()),
  build_run_id: Maybe(Text()),
  selection: Maybe(Selection),
  candidate: Maybe(Message({ run_id: Text(), model_uri: Text(), source: Text() })),
  champion: Maybe(Message({ version: Text(), run_id: Maybe(Text()), stage: Maybe(Text()) })),
  evaluation: Maybe(Evaluation),
  /** What the decision took of a budgeted held-out set; absent when reuse of the examples is not controlled. */
  test_set: Maybe(TestSetUse),
  verdicts: List(Verdict),
  /** The reason given for releasing in spite of the gates. */
  forced: Maybe(Text()),
  promotion: Maybe(
    Message({
      version: Text(),
      stage: Maybe(Text()),
      alias: Maybe(Text()),
      archived: List(Text()),
      /** `atomic` on a Slipway server, `check-then-act` on another one. */
      guarantee: Text(),
    }),
  ),
  /** The decision's statement as it was signed for the promotion; unset when it was not promoted. */
  receipt: Maybe(
    Message({
      /** The artifact that keeps it. */
      uri: Text(),
      /** SHA-256 of all files of the model, in hex. */
      model_digest: Text(),
      /** Who signed it, e.g. `key 3f9a…`; unset when nobody did. */
      signer: Maybe(Text()),
    }),
  ),
});
export type Decision = Static<typeof Decision>;
