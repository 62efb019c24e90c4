import { examplesForShare, type FlipsParameters } from "../gates/flips.js";
import type { SlicesParameters } from "../gates/slices.js";
import { countText, percentText } from "../gates/verdict-text.js";
import { clopperPearsonBound } from "../statistics/clopper-pearson.js";
import { minimumDetectableEffect } from "../statistics/minimum-detectable-effect.js";
import { sliceKey } from "./known-noise.js";
import { amountText, type Prospect, type Scene } from "./prospect.js";

/** Which drops of single slices will be found; known once slices were compared before. */
export function slicesProspect(asked: SlicesParameters, { gate, level, expected }: Scene): Prospect {
  const { by, metric } = asked;
  const { examples, known } = expected;
  const before = known?.slices.get(sliceKey(by, metric)) ?? [];
  const unknown = { gate, metric, minimum_detectable_effect: null, needed: null };
  if (known === undefined || before.length === 0) {
    const text = `${gate} ${metric} by ${by}: which drops it can find is known once two models are measured`;
    return { ...unknown, text };
  }
  const grown = (examples ?? known.examples) / known.examples;
  const slices = before
    .map(({ slice, n, deviation }) => {
      const effect = minimumDetectableEffect(deviation / Math.sqrt(n * grown), level.alpha / before.length);
      return {
        slice,
        n: Math.round(n * grown),
        effect,
        needed: Math.ceil(n * grown * (effect / asked["max-drop"]) ** 2),
      };
    })
    .sort((a, b) => b.effect - a.effect);
  const [worst] = slices as [(typeof slices)[number]];
  const told = `${gate} ${metric} by ${by}: a drop of ${amountText(worst.effect)} in ${worst.slice} (${countText(worst.n)} examples) is found 4 times of 5, and a smaller one in the ${slices.length - 1} other slices`;
  const limit = asked["max-drop"];
  const more =
    limit > 0 && worst.effect > limit
      ? `; ${amountText(limit)} needs about ${countText(worst.needed)} examples of ${worst.slice}`
      : "";
  return {
    ...unknown,
    minimum_detectable_effect: worst.effect,
    needed: more === "" ? null : worst.needed,
    text: slices.length === 1 ? told.replace(/, and a smaller.*/, more) : `${told}${more}`,
  };
}

/** How many flips still pass; exact, since only their number counts. */
export function flipsProspect(
  { max }: FlipsParameters,
  { gate, level, expected }: Scene,
): Prospect | undefined {
  const examples = expected.examples ?? expected.known?.examples;
  if (examples === undefined) return undefined;
  const within = (flips: number) => clopperPearsonBound("upper", flips, examples, level.alpha) <= max;
  const found = { gate, metric: "flips", minimum_detectable_effect: null };
  const given = `${gate}: of ${countText(examples)} examples`;
  if (!within(0)) {
    const needed = examplesForShare(0, max, level.alpha);
    const text = `${given} none may turn wrong, and even that does not show less than ${percentText(max)}; it takes ${countText(needed)} examples at least`;
    return { ...found, needed, text };
  }
  let [most, tooMany] = [0, Math.ceil(max * examples) + 1];
  while (tooMany - most > 1) {
    const middle = Math.floor((most + tooMany) / 2);
    if (within(middle)) most = middle;
    else tooMany = middle;
  }
  const share = percentText(Number((most / examples).toPrecision(2)));
  return {
    ...found,
    minimum_detectable_effect: most / examples,
    needed: null,
    text: `${given} at most ${countText(most)} (${share}) may turn wrong to show less than ${percentText(max)}`,
  };
}
