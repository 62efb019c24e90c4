import type { ImprovementParameters } from "../gates/improvement.js";
import { percentText, valueText } from "../gates/verdict-text.js";
import { betaQuantile, studentUpperQuantile } from "../statistics/distributions.js";
import { fewestDiscordant, mcnemarOneSided } from "../statistics/mcnemar.js";
import { outperformingInterval } from "../statistics/probability-of-outperforming.js";
import { amountText, type Prospect, type Scene } from "./prospect.js";

/** The chance to find what is there. */
const POWER = 0.8;

/** What so many repeats of two recipes can prove; both are taken to be trained as often. */
export function repeatsProspect(
  asked: ImprovementParameters,
  repeats: number,
  { gate, level }: Scene,
): Prospect {
  const { metric, method } = asked;
  const alpha = level.alphaBetter;
  const unknown = { gate, metric, minimum_detectable_effect: null };
  const given = `${gate} ${metric} (${method}): ${repeats === 1 ? "a single repeat" : `${repeats} repeats`}`;
  const fewest = Math.max(2, fewestDiscordant(alpha));
  if (repeats < fewest) {
    const luck = `to win ${repeats === 1 ? "it" : "them all"} would be luck with a chance of ${valueText(2 ** -repeats)}`;
    return {
      ...unknown,
      needed: fewest,
      text: `${given} cannot prove anything: ${luck}; ${level.text} it takes ${fewest}`,
    };
  }
  if (method === "corrected-t-test") {
    const reach = studentUpperQuantile(alpha, repeats - 1) + studentUpperQuantile(1 - POWER, repeats - 1);
    const effect = reach * Math.sqrt(1 / repeats + (asked["test-ratio"] ?? 0));
    const text = `${given} find a mean difference of ${amountText(effect)} times its spread from repeat to repeat 4 times of 5, ${level.text}`;
    return { ...unknown, minimum_detectable_effect: effect, needed: null, text };
  }
  const wins = winsToPass(repeats, alpha, asked.meaningful ?? 0.75);
  if (wins === undefined) {
    const text = `${given} cannot show that the recipe wins by more than chance, ${level.text}`;
    return { ...unknown, needed: null, text };
  }
  const chance = betaQuantile(POWER, wins, repeats - wins + 1);
  const share = percentText(Number(chance.toPrecision(2)));
  const text = `${given} pass when ${wins} are won, ${level.text}; a recipe that wins ${share} of trainings is found 4 times of 5`;
  return { ...unknown, minimum_detectable_effect: chance, needed: null, text };
}

/** The fewest wins without ties that pass the gate. */
function winsToPass(repeats: number, alpha: number, meaningful: number): number | undefined {
  for (let wins = Math.ceil(repeats / 2); wins <= repeats; wins++) {
    const losses = repeats - wins;
    const [lower, upper] = outperformingInterval({ wins, ties: 0, losses }, alpha);
    if (lower > 0.5 && upper > meaningful && mcnemarOneSided({ b: wins, c: losses }) <= alpha) return wins;
  }
  return undefined;
}
