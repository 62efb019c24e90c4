import { modelsOf, type TestSet } from "@slipway/contract";
import { countText } from "../gates/verdict-text.js";
import { bennettLabels, hoeffdingLabels, labelsToDetect } from "../statistics/labels-needed.js";
import { fewestDiscordant, mcnemarDetectable } from "../statistics/mcnemar.js";

/** The share of examples that tell two models apart, where nothing else is known of them. */
const DISAGREEMENT = 0.1;
const GAINS = [0.01, 0.02, 0.05];

/**
 * What a look at this set can find at all: its level is a matter of the looks, and too few examples may not reach it
 * whatever they show.
 */
function standing({ name, examples }: TestSet, alpha: number): string {
  const count = Number(examples);
  const fewest = fewestDiscordant(alpha);
  const effect = mcnemarDetectable(Math.floor(count * DISAGREEMENT), count, alpha);
  const given = `Each look at ${name} must win at least ${fewest} examples that tell two models apart, and lose none, to show a better accuracy.`;
  const told =
    effect === undefined
      ? `Where ${DISAGREEMENT * 100} % of its ${countText(count)} examples do, nothing can be shown: that takes ${countText(Math.ceil(fewest / DISAGREEMENT))} at least.`
      : `Where ${DISAGREEMENT * 100} % of its ${countText(count)} examples do, a gain of ${Number((effect * 100).toPrecision(2))} points is found 4 times of 5.`;
  return `${given}\n${told}`;
}

/**
 * What a look at a set can find, and what a next set on the same terms takes, line by line. It is advice: the gates divide their level, and need none
 * of these sizes to hold it.
 */
export function testSetAdvice(set: TestSet): string[] {
  const models = modelsOf(set);
  const { reliability } = set;
  const alpha = (1 - reliability) / models;
  const lines = GAINS.map((gain) => {
    const detected = labelsToDetect(gain, DISAGREEMENT, alpha);
    const bennett = bennettLabels({ epsilon: gain, reliability, models, disagreement: DISAGREEMENT });
    const hoeffding = hoeffdingLabels({ epsilon: gain, reliability, models, coefficients: [1, -1] });
    return `  ${pointsOf(gain)}  ${[detected, bennett, hoeffding].map((size) => countText(size).padStart(12)).join("")}`;
  });
  return [
    standing(set, alpha),
    "",
    `A next set on these terms, where ${DISAGREEMENT * 100} % of examples tell two models apart:`,
    `  gain      ${["found, 80 %", "Bennett", "Hoeffding"].map((name) => name.padStart(12)).join("")}`,
    ...lines,
  ];
}

const pointsOf = (gain: number): string => `${gain * 100} point${gain === 0.01 ? " " : "s"}`;
