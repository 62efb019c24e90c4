import type { Static } from "typebox";
import { Double, Enum, Int64, List, Maybe, Message, Text } from "../wire/scalars.js";

/** What became of an example under the new model. `other`: the answers differ, and neither is the better one. */
export const CHANGES = { worse: 1, better: 2, other: 3 } as const;
export type Change = keyof typeof CHANGES;

/** A held-out example on which two models differ. */
export const ComparedExample = Message({
  id: Text(),
  group: Maybe(Text()),
  label: Maybe(Text()),
  /** What each model answered. */
  candidate: Maybe(Text()),
  champion: Maybe(Text()),
  change: Enum(CHANGES),
  /** Of numbers: the candidate's absolute error, or its value in the column, minus the champion's. */
  difference: Maybe(Double()),
  /** Other columns of texts; without the champion's where it has the same. */
  texts: List(Message({ name: Text(), candidate: Text(), champion: Maybe(Text()) })),
});
export type ComparedExample = Static<typeof ComparedExample>;

/** A metric of both models over the examples of one group. */
export const ComparedGroup = Message({
  group: Text(),
  examples: Int64(),
  candidate: Double(),
  champion: Double(),
});
export type ComparedGroup = Static<typeof ComparedGroup>;

/** On which held-out examples a candidate differs from its champion: what a release keeps beside its decision. */
export const ComparedExamples = Message({
  format: Int64({ default: 1 }),
  /** By what better is told from worse: `right or wrong`, `absolute error`, or a column of numbers. */
  by: Text(),
  examples: Int64(),
  worse: Int64(),
  better: Int64(),
  other: Int64(),
  /** Of each change so many as are kept; of numbers the largest. */
  kept: List(ComparedExample),
  groups: Maybe(
    Message({
      metric: Text(),
      goal: Text(),
      /** How many groups there are. */
      total: Int64(),
      /** Those that lose and those that gain most, the greatest loss first. */
      kept: List(ComparedGroup),
    }),
  ),
});
export type ComparedExamples = Static<typeof ComparedExamples>;
