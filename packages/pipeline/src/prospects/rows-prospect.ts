import type { ImprovementParameters } from "../gates/improvement.js";
import type { NonInferiorityParameters } from "../gates/non-inferiority.js";
import { FEWEST_UNITS } from "../gates/paired-test.js";
import { countText, percentText } from "../gates/verdict-text.js";
import { labelsToDetect } from "../statistics/labels-needed.js";
import { fewestDiscordant, mcnemarDetectable } from "../statistics/mcnemar.js";
import { minimumDetectableEffect } from "../statistics/minimum-detectable-effect.js";
import { amountText, levelNote, type Prospect, pointsText, type Scene } from "./prospect.js";

type Asked = ImprovementParameters | NonInferiorityParameters;

/** What a comparison of two models on the same examples will find; undefined as long as nobody knows how many there are. */
export function rowsProspect(asked: Asked, scene: Scene): Prospect | undefined {
  const examples = scene.expected.examples ?? scene.expected.known?.examples;
  if (examples === undefined) return undefined;
  return asked.metric === "accuracy" ? ofAccuracy(asked, scene, examples) : ofMetric(asked, scene, examples);
}

/** Of right and wrong: exact where the question is "better at all", the normal approximation about any other bound. */
function ofAccuracy(asked: Asked, { gate, level, expected }: Scene, examples: number): Prospect {
  const { disagreement } = expected;
  const alpha = level.alphaBetter;
  const differing = Math.floor(examples * disagreement);
  const unknown = { gate, metric: asked.metric, minimum_detectable_effect: null };
  const share = percentText(Number(disagreement.toPrecision(3)));
  const given = `${gate} accuracy: with ${countText(examples)} examples of which about ${share} tell the models apart${levelNote(level)}`;
  const bound = "margin" in asked ? -asked.margin : ("min-delta" in asked && asked["min-delta"]) || 0;
  const effect =
    bound === 0
      ? mcnemarDetectable(differing, examples, alpha)
      : minimumDetectableEffect(Math.sqrt(disagreement / examples), alpha);
  // The gain of a model that wins wherever the two differ is the disagreement itself.
  if (effect === undefined || effect > disagreement || differing < fewestDiscordant(alpha)) {
    const needed = Math.max(
      labelsToDetect(disagreement, disagreement, alpha),
      Math.ceil(fewestDiscordant(alpha) / disagreement),
    );
    const text = `${given}, nothing can be found reliably; it takes ${countText(needed)} examples at least`;
    return { ...unknown, needed, text };
  }
  const found = { ...unknown, minimum_detectable_effect: effect };
  if ("margin" in asked) {
    const needed = labelsToDetect(asked.margin, disagreement, alpha);
    const text = `${given}, a model that is just as good passes 4 times of 5 with a margin of ${pointsText(effect)}; ${pointsText(asked.margin)} needs about ${countText(needed)} examples`;
    return { ...found, needed, text };
  }
  const beyond = bound > 0 ? ` beyond the ${pointsText(bound)} asked for` : "";
  const needed = disagreement < ONE_POINT ? null : labelsToDetect(ONE_POINT, disagreement, alpha);
  const one = needed === null ? "" : `; 1 point needs about ${countText(needed)} examples`;
  return {
    ...found,
    needed,
    text: `${given}, a gain of ${pointsText(effect)}${beyond} is found 4 times of 5${one}`,
  };
}

const ONE_POINT = 0.01;

/** Of any other metric: from the noise that two models showed before. */
function ofMetric(asked: Asked, { gate, level, expected }: Scene, examples: number): Prospect {
  const { metric } = asked;
  const { known } = expected;
  const deviation = known?.deviations.get(metric);
  const unknown = { gate, metric, minimum_detectable_effect: null, needed: null };
  if (deviation === undefined) {
    return { ...unknown, text: `${gate} ${metric}: what it can find is known once two models are measured` };
  }
  const given = `${gate} ${metric}: with ${countText(examples)} examples as noisy as before${levelNote(level)}`;
  if (examples < FEWEST_UNITS) {
    const text = `${given}, nothing can be judged; it takes ${FEWEST_UNITS} examples at least`;
    return { ...unknown, needed: FEWEST_UNITS, text };
  }
  const one = minimumDetectableEffect(deviation, level.alphaBetter);
  const effect = one / Math.sqrt(examples);
  const needs = (amount: number) => Math.max(FEWEST_UNITS, Math.ceil((one / amount) ** 2));
  const found = { ...unknown, minimum_detectable_effect: effect };
  if ("margin" in asked) {
    const needed = needs(asked.margin);
    const text = `${given}, a model that is just as good passes 4 times of 5 with a margin of ${amountText(effect)}; ${amountText(asked.margin)} needs about ${countText(needed)} examples`;
    return { ...found, needed, text };
  }
  const minDelta = ("min-delta" in asked && asked["min-delta"]) || 0;
  const beyond = minDelta > 0 ? ` beyond the ${amountText(minDelta)} asked for` : "";
  const needed = needs(effect / 2);
  const text = `${given}, a gain of ${amountText(effect)}${beyond} is found 4 times of 5; half of that needs about ${countText(needed)} examples`;
  return { ...found, needed, text };
}
