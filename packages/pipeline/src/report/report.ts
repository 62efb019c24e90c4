import { type Static, Type } from "typebox";
import { Figure } from "./figure.js";

const text = (description: string) => Type.String({ description });

/** Whether a model can be promoted with a good conscience. */
export const Answer = Type.Object({
  safe: Type.Union([Type.Literal("yes"), Type.Literal("no"), Type.Literal("not-enough-data")]),
  text: text("for readers, such as `yes, on weak evidence`"),
  limit: Type.Optional(text("what the answer does not say, such as that the model was trained only once")),
});
export type Answer = Static<typeof Answer>;

/** One gate. */
export const GateLine = Type.Object({
  name: text("as in slipway.yaml; a second gate of the same kind is numbered, such as `threshold 2`"),
  status: Type.Union([
    Type.Literal("pass"),
    Type.Literal("fail"),
    Type.Literal("not-enough-data"),
    Type.Literal("error"),
    Type.Literal("not-applicable"),
  ]),
  required: Type.Boolean({ description: "whether it refuses, rather than holds, what does not pass" }),
  reason: text("the verdict in one line of figures"),
  method: Type.Optional(text("the statistical method")),
  evidence: Type.Record(Type.String(), Type.Unknown(), { description: "the figures behind the verdict" }),
});
export type GateLine = Static<typeof GateLine>;

/** What a reader has to know besides. */
export const Note = Type.Object({
  kind: Type.Union([Type.Literal("warning"), Type.Literal("info")]),
  text: Type.String(),
});
export type Note = Static<typeof Note>;

/** A name and a value, such as `Champion before` and `News version 3`. */
export const Fact = Type.Object({
  name: Type.String(),
  text: Type.String(),
  code: Type.Boolean({ description: "whether it is for machines: an id, an address, a digest" }),
});
export type Fact = Static<typeof Fact>;

export const Table = Type.Object({
  columns: Type.Array(
    Type.Object({
      name: Type.String(),
      numeric: Type.Boolean({ description: "whether its values are figures" }),
    }),
  ),
  rows: Type.Array(
    Type.Object({
      cells: Type.Array(Type.String()),
      marked: Type.Boolean({ description: "whether it is the one that the table is about" }),
    }),
  ),
  more: Type.Number({ description: "rows that were left out at the end" }),
});
export type Table = Static<typeof Table>;

export const Section = Type.Object({
  title: Type.String(),
  folded: Type.Boolean({ description: "whether only those who check want to read it" }),
  text: Type.Array(Type.String(), { description: "sentences before the rest" }),
  figures: Type.Array(Figure),
  table: Type.Optional(Table),
});
export type Section = Static<typeof Section>;

/** What every format of a report renders. Best first: a reader may stop after any part. */
export const Report = Type.Object(
  {
    format: Type.Literal(1, { description: "changes only when a reader of the old format would go wrong" }),
    kind: Type.Union([Type.Literal("release"), Type.Literal("comparison"), Type.Literal("failure")]),
    subject: text("the registered model, or the metric that two files were compared by"),
    title: text("what came of it, such as `News version 4 promoted`"),
    outcome: Type.Union(
      [Type.Literal("promoted"), Type.Literal("held"), Type.Literal("refused"), Type.Literal("failed")],
      { description: "`failed` when there was no decision" },
    ),
    answer: Answer,
    why: Type.Array(Type.String(), {
      description: "sentences that need no statistics; the first matters most",
    }),
    gates: Type.Array(GateLine),
    notes: Type.Array(Note),
    facts: Type.Array(Fact),
    sections: Type.Array(Section),
    created_at: Type.Number({ description: "milliseconds since the epoch" }),
  },
  { description: "what `slipway report --format json` prints" },
);
export type Report = Static<typeof Report>;

/** The first line of every report. */
export const headline = ({ answer }: Pick<Report, "answer">): string => `Safe to promote: ${answer.text}`;
