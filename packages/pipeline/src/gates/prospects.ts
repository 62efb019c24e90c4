import type { SlipwayFile } from "../file/slipway-file.js";
import { labelsToDetect } from "../statistics/labels-needed.js";
import { fewestDiscordant } from "../statistics/mcnemar.js";
import { minimumDetectableEffect } from "../statistics/minimum-detectable-effect.js";
import { levelOf } from "./confidence.js";
import type { ImprovementParameters } from "./improvement.js";
import type { NonInferiorityParameters } from "./non-inferiority.js";
import { countText, percentText } from "./verdict-text.js";

/** The examples that there will be. */
interface ExpectedExamples {
  examples: number;
  /** The share of them that only one of the two models gets right, above 0, at most 1. */
  disagreement: number;
}

/** What a gate that compares two models will be able to find. */
interface Prospect {
  gate: string;
  metric: string;
  /** The smallest true gain found 4 times of 5, a share; null where there is none, or it is not known. */
  minimum_detectable_effect: number | null;
  /** Examples that find one point, or pass the margin, 4 times of 5; where none can be found, the fewest that can. */
  examples_needed: number | null;
  text: string;
}

/**
 * What the gates on the examples of two models can find before anything is trained: the smallest gain that the
 * one-sided test finds with a power of 0.8 (Cohen 1988). Known of accuracy, whose noise is a matter of how often
 * the models disagree; of other metrics it is measured. Corrections for selection or a budget are left out.
 */
export const prospectsOf = (file: SlipwayFile, expected: ExpectedExamples): Prospect[] =>
  (file.release?.gates ?? []).flatMap(({ name, parameters }) => {
    if (name === "improvement") {
      const asked = parameters as ImprovementParameters;
      return (asked.method ?? "examples") === "examples" ? [prospectOf(name, asked, expected)] : [];
    }
    return name === "non-inferiority"
      ? [prospectOf(name, parameters as NonInferiorityParameters, expected)]
      : [];
  });

function prospectOf(
  gate: string,
  asked: ImprovementParameters | NonInferiorityParameters,
  { examples, disagreement }: ExpectedExamples,
): Prospect {
  const { metric, confidence = 0.95 } = asked;
  const unknown = { gate, metric, minimum_detectable_effect: null, examples_needed: null };
  if (metric !== "accuracy") {
    return { ...unknown, text: `${gate} ${metric}: what it can find is known once two models are measured` };
  }
  const { alpha } = levelOf(confidence, { sameExamplesAsSelection: false, configurationsCompared: 1 });
  const effect = minimumDetectableEffect(Math.sqrt(disagreement / examples), alpha);
  const share = percentText(Number(disagreement.toPrecision(3)));
  const given = `${gate} ${metric}: with ${countText(examples)} examples of which about ${share} tell the models apart`;
  const differing = Math.floor(examples * disagreement);
  // The gain of a model that wins wherever the two differ is the disagreement itself.
  if (effect > disagreement || differing < fewestDiscordant(alpha)) {
    const needed = Math.max(
      labelsToDetect(disagreement, disagreement, alpha),
      Math.ceil(fewestDiscordant(alpha) / disagreement),
    );
    const text = `${given}, nothing can be found reliably; it takes ${countText(needed)} examples at least`;
    return { ...unknown, examples_needed: needed, text };
  }
  if ("margin" in asked) {
    const needed = labelsToDetect(asked.margin, disagreement, alpha);
    const text = `${given}, a model that is just as good passes 4 times of 5 with a margin of ${pointsText(effect)}; ${pointsText(asked.margin)} needs about ${countText(needed)} examples`;
    return { gate, metric, minimum_detectable_effect: effect, examples_needed: needed, text };
  }
  const minDelta = ("min-delta" in asked && asked["min-delta"]) || 0;
  const beyond = minDelta > 0 ? ` beyond the ${pointsText(minDelta)} asked for` : "";
  const needed = labelsToDetect(ONE_POINT, disagreement, alpha);
  const one = disagreement < ONE_POINT ? "" : `; 1 point needs about ${countText(needed)} examples`;
  const text = `${given}, a gain of ${pointsText(effect)}${beyond} is found 4 times of 5${one}`;
  return {
    gate,
    metric,
    minimum_detectable_effect: effect,
    examples_needed: one === "" ? null : needed,
    text,
  };
}

const ONE_POINT = 0.01;

/** A share as percentage points: `1.4 points`. */
function pointsText(share: number): string {
  const points = Number((share * 100).toPrecision(2));
  return `${points} point${points === 1 ? "" : "s"}`;
}
