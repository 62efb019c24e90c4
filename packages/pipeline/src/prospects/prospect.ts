import type { SlipwayFile } from "../file/slipway-file.js";
import type { Level } from "../gates/confidence.js";
import type { KnownNoise } from "./known-noise.js";

/** What a gate that tests will be able to find. */
export interface Prospect {
  gate: string;
  metric: string;
  /**
   * The smallest true difference found 4 times of 5: in the metric's unit, of a comparison of repeats in spreads from
   * repeat to repeat (for `probability-of-outperforming` the chance to win); null where there is none, or it is not known.
   */
  minimum_detectable_effect: number | null;
  /** Examples, or repeats, that find what the text names; where nothing can be found, the fewest that can. */
  needed: number | null;
  text: string;
}

/** The examples that there will be, as far as that is said or known. */
export interface Expected {
  examples?: number | undefined;
  /** The share of them that only one of the two models gets right; above 0, at most 1. */
  disagreement: number;
  /** What a server knows of them. */
  known?: KnownNoise | undefined;
}

/** One gate, and what it is asked in. */
export interface Scene {
  gate: string;
  level: Level;
  expected: Expected;
  file: SlipwayFile;
}

/** A share as percentage points: `1.4 points`. */
export function pointsText(share: number): string {
  const points = Number((share * 100).toPrecision(2));
  return `${points} point${points === 1 ? "" : "s"}`;
}

/** An amount in the unit of its metric, to two digits. */
export const amountText = (value: number): string => String(Number(value.toPrecision(2)));

/** What a level pays for beside the one decision; empty when for nothing. */
export const levelNote = ({ text }: Level): string => {
  const note = text.replace(/^at \S+ %/, "").trim();
  return note === "" ? "" : `, ${text}`;
};
