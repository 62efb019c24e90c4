import type { TestSet, TestSetLook, TestSetTerms } from "./entities/test-set.js";

/** What a look asks for: the examples, and the terms that it takes to hold. */
export interface LookRequest extends TestSetTerms {
  name: string;
  digest: string;
}

/** Why a set serves no decision: a stable word, and what to do in words. */
export interface TestSetRefusal {
  why: "other-examples" | "other-name" | "other-terms" | "retired" | "exhausted" | "wrong-terms";
  message: string;
}

const MOST_LOOKS = 1000;

/**
 * For how many models a set must be valid, so that all its looks together are wrong with a chance of 1 -
 * reliability at most (a union bound; Renggli et al., MLSys 2019): H for adaptivity `none`, 2^H for `full`. With
 * `first-change` the set is retired at its B-th pass, so a model can be reached only by a history of looks with at
 * most B - 1 passes: C(H,1) + … + C(H,B), which is H for B = 1.
 */
export function modelsOf({ looks, adaptivity, passes }: TestSetTerms): number {
  const steps = Number(looks);
  if (adaptivity === "none") return steps;
  if (adaptivity === "full") return 2 ** steps;
  let [choices, models] = [1, 0];
  for (let i = 1; i <= Math.min(Number(passes), steps); i++) {
    choices = (choices * (steps - i + 1)) / i;
    models += choices;
  }
  return models;
}

/** How many decisions a set may still serve; none once it is retired. */
export const looksLeft = (set: TestSet): number =>
  set.retired_at === undefined ? Math.max(0, Number(set.looks) - set.spent.length) : 0;

/** Why terms cannot be; undefined when they can. */
export function wrongTerms({ looks, adaptivity, passes, reliability }: TestSetTerms): string | undefined {
  if (looks < 1 || looks > MOST_LOOKS) return `'looks' is ${looks}; it must be from 1 to ${MOST_LOOKS}.`;
  if (passes < 1 || passes > looks) return `'passes' is ${passes}; it must be from 1 to 'looks', ${looks}.`;
  if (passes > 1 && adaptivity !== "first-change")
    return `'passes' is ${passes} with adaptivity '${adaptivity}'; more than 1 means something with 'first-change' alone.`;
  if (!(reliability > 0.5 && reliability < 1))
    return `'reliability' is ${reliability}; it must be above 0.5 and below 1, such as 0.95.`;
  return undefined;
}

/** Why a set serves no further decision; undefined when it does. */
export function whyNoLook(set: TestSet, request: LookRequest): TestSetRefusal | undefined {
  const named = `The test set '${set.name}'`;
  const fresh = `A next set needs fresh labels: ${set.examples} to see as much as this one did.`;
  if (set.digest !== request.digest) {
    const message =
      `${named} has other examples or labels than these (${set.digest}, not ${request.digest}). Give the new ones a name ` +
      `of their own, or retire the old ones first: slipway testset retire ${set.name} --reason "…".`;
    return { why: "other-examples", message };
  }
  if (set.name !== request.name) {
    const message = `These examples are the test set '${set.name}' already, and a new name gives no new looks at them. Name that one.`;
    return { why: "other-name", message };
  }
  if (set.retired_at !== undefined) {
    return { why: "retired", message: `${named} is retired: ${set.retired_reason ?? "no reason"}. ${fresh}` };
  }
  const changed = (["looks", "adaptivity", "passes", "reliability", "reveal"] as const).find(
    (key) => Number(set[key]) !== Number(request[key]) && set[key] !== request[key],
  );
  if (changed !== undefined) {
    const message = `${named} was first used with ${changed} ${set[changed]}, not ${request[changed]}. Its terms are fixed from then on.`;
    return { why: "other-terms", message };
  }
  if (looksLeft(set) > 0) return undefined;
  return {
    why: "exhausted",
    message: `${named} has served all ${set.looks} decisions that it may. ${fresh}`,
  };
}

/**
 * Why a set is retired now that it is known how its looks ended; undefined when it is not. Where one pass retires
 * it, a first version that passes at the first look does not: nothing was compared, and until then nothing was
 * learnt, so the looks after it reach H - 1 models, and a set that it did not pass is retired before anything is.
 */
export function retirementOf(set: TestSet): string | undefined {
  const passed = set.spent.filter(
    (look) => look.passed && !(set.passes === 1 && look.number === 1 && look.champion === undefined),
  );
  if (set.adaptivity !== "first-change" || passed.length < Number(set.passes)) return undefined;
  const [last] = passed.toSorted((a, b) => Number(b.number) - Number(a.number));
  return `look ${last?.number} of ${set.looks} passed${passed.length > 1 ? `, the last of ${passed.length} passes` : ""}`;
}

/** A look as its readers may see it: what opens its evidence is left out while that is sealed. */
export function sealedLook(set: TestSet, look: TestSetLook): TestSetLook {
  if (set.retired_at !== undefined || look.revealed) return look;
  const { identity: _, ...rest } = look;
  return rest;
}
