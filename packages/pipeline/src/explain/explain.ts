import type { Decision, Explanation } from "@slipway/contract";
import { answerOf } from "./answer.js";
import { notesOf } from "./notes.js";
import { whyOf } from "./why.js";

/** A decision in words that need no statistics, by which every reader of its record says the same. */
const explain = (decision: Decision): Explanation => ({
  answer: answerOf(decision),
  why: whyOf(decision),
  notes: notesOf(decision),
});

/** The decision with its explanation as it stands. */
export const withExplanation = (decision: Decision): Decision => ({
  ...decision,
  explanation: explain(decision),
});
