import type { Static } from "typebox";
import { Double, Enum, Flag, Int64, List, Maybe, Message, Text } from "../wire/scalars.js";

/** How much of its outcome a look gives away to those who make the next candidate (ease.ml/ci, 2019). */
export const ADAPTIVITIES = { none: 1, "first-change": 2, full: 3 } as const;
export type Adaptivity = keyof typeof ADAPTIVITIES;

/** Whether anything but the verdict of a look is shown before the set is retired. */
export const REVEALS = { sealed: 1, full: 2 } as const;

/** On which terms a held-out set is used. They are set at its first look and do not change. */
const terms = {
  /** How many decisions it may serve. */
  looks: Int64(),
  adaptivity: Enum(ADAPTIVITIES),
  /** Of `first-change`: at which pass the set is retired. */
  passes: Int64(),
  /** How sure all its decisions together must be, between 0 and 1. */
  reliability: Double(),
  reveal: Enum(REVEALS),
};

export const TestSetTerms = Message(terms);
export type TestSetTerms = Static<typeof TestSetTerms>;

/** One decision that looked at a held-out set. */
export const TestSetLook = Message({
  /** What was asked: the same candidate against the same champion is the same decision. */
  decision_id: Text(),
  /** Counted from 1. */
  number: Int64(),
  spent_at: Int64(),
  model: Text(),
  /** The version that the candidate was compared with; absent when there was none. */
  champion: Maybe(Text()),
  /** The run that keeps what the decision saw. */
  run_id: Maybe(Text()),
  commit: Maybe(Text()),
  actor: Maybe(Text()),
  /** Whether every gate let the candidate through. Unset until it is known, and for good after a crash. */
  passed: Maybe(Flag()),
  /** Whether its evidence was shown before the set was retired, which voids the guarantee of the looks after it. */
  revealed: Flag({ default: false }),
  reveal_reason: Maybe(Text()),
  /** For whom the evidence of this look is encrypted. */
  recipient: Text(),
  /** What opens the evidence; there once it is revealed or the set is retired. */
  identity: Maybe(Text()),
});
export type TestSetLook = Static<typeof TestSetLook>;

/** A held-out set and what is left of it. */
export const TestSet = Message({
  name: Text(),
  /** Digest of the ids and labels of its examples. */
  digest: Text(),
  ...terms,
  examples: Int64(),
  created_at: Int64(),
  /** Oldest first. */
  spent: List(TestSetLook),
  retired_at: Maybe(Int64()),
  retired_reason: Maybe(Text()),
});
export type TestSet = Static<typeof TestSet>;

/** What a decision took of a held-out set. */
export const TestSetUse = Message({
  name: Text(),
  digest: Text(),
  decision_id: Text(),
  /** Which look it was, of how many, and how many are left. */
  look: Int64(),
  looks: Int64(),
  left: Int64(),
  adaptivity: Enum(ADAPTIVITIES),
  passes: Int64(),
  reliability: Double(),
  /** For how many models the set must be valid: by this the level of every test on it is divided. */
  models: Double(),
  /** Whether verdicts, measured values and rows of this decision stay sealed until the set is retired. */
  sealed: Flag(),
  /** How many decisions over the set, this one included, have shown more than their verdict. */
  revealed: Int64({ default: 0 }),
  /** Why the set is retired, when this decision did so. */
  retired: Maybe(Text()),
  /** URI of the sealed evidence. */
  evidence: Maybe(Text()),
  /** `atomic` on a Slipway server, `check-then-act` on another one. */
  guarantee: Text(),
});
export type TestSetUse = Static<typeof TestSetUse>;
