import type { PairedPredictions } from "../evaluation/pair-predictions.js";
import { fewestDiscordant } from "../statistics/mcnemar.js";
import type { Ruling } from "./gate.js";
import { FEWEST_UNITS, type PairedQuestion, type PairedTest, testPaired } from "./paired-test.js";
import { countText, differenceText, intervalText, pText } from "./verdict-text.js";

/**
 * Rules on a candidate and its champion on the same examples. Worse by more than chance fails as required; where
 * too few examples tell the models apart for any outcome to be significant, the data do not suffice.
 */
export async function comparePaired(paired: PairedPredictions, question: PairedQuestion): Promise<Ruling> {
  const rows = paired.candidate.ids.length;
  if (rows < 2) {
    const what = rows === 0 ? "there are no examples" : "there is a single example";
    const needed = fewestDiscordant(question.level.alphaBetter);
    return notEnough(`${what}; at least ${needed} that tell the models apart are needed`, needed, {
      metric: question.metric.name,
      n: rows,
    });
  }
  const test = await testPaired(paired, question);
  const evidence = comparisonEvidence(test, question, paired.digest);
  const method = comparisonMethod(test, question);
  const { alpha, alphaBetter } = question.level;
  const { differing } = test.difference;
  if (test.worse && differing >= fewestDiscordant(alpha)) {
    const reason = `${resultText(test, question, "worse")}: worse`;
    return { status: "fail", required: true, reason, method, evidence };
  }
  const short = fewUnits(test) ?? tooFew(test, fewestDiscordant(alphaBetter), question);
  if (short) return { ...notEnough(short.reason, short.examples, evidence), method };
  if (differing === 0) {
    const reason = `indistinguishable: both models answer alike on all ${countText(rows)} examples`;
    return { status: "fail", reason, method, evidence };
  }
  const result = resultText(test, question, "better");
  const by = question.minDelta > 0 ? ` by more than ${differenceText(question.minDelta)}` : "";
  if (!test.better) return { status: "fail", reason: `${result}: not better${by}`, method, evidence };
  return { status: "pass", reason: by ? `${result}: better${by}` : result, method, evidence };
}

/** Why a metric that no exact test is known for cannot be judged on so few. */
function fewUnits({ exact, difference }: PairedTest) {
  const { rows, groups } = difference;
  if (exact || (groups ?? rows) >= FEWEST_UNITS) return undefined;
  const what = groups === undefined ? "examples" : "groups";
  return {
    examples: FEWEST_UNITS,
    reason: `${groups ?? rows} ${what} say too little of this metric; it takes ${FEWEST_UNITS}`,
  };
}

/** Why no outcome on these examples could be significant, and how many would change that. */
function tooFew({ difference }: PairedTest, needed: number, { level }: PairedQuestion) {
  const { rows, groups, differing } = difference;
  const units = groups ?? rows;
  const what = groups === undefined ? "examples" : "groups";
  if (differing >= needed || (differing === 0 && units >= needed)) return undefined;
  const examples = differing === 0 ? needed : Math.ceil((needed / differing) * units);
  const told = `${differing} of ${countText(units)} ${what} tell the models apart`;
  return {
    examples,
    reason: `only ${told}; ${level.text} it takes ${needed}, about ${countText(examples)} ${what} like these`,
  };
}

/** Data that do not suffice. */
export const notEnough = (reason: string, examples: number, evidence: Ruling["evidence"]): Ruling => ({
  status: "not-enough-data",
  reason,
  evidence: { ...evidence, examples_to_settle: examples },
});

/** `+0.0190 [+0.0093, +0.0287] at 95 %, McNemar p = 0.0002`, in the metric's own direction. */
export function resultText(
  { difference, bounds, exact }: PairedTest,
  { goal, level }: PairedQuestion,
  claim: "better" | "worse",
): string {
  const estimate = differenceText(difference.candidate - difference.champion);
  const p = exact && pText(claim === "better" ? exact.p : exact.pWorse);
  return [
    `${estimate} ${intervalText(inOwnDirection(bounds, goal))} ${level.text}`,
    ...(p ? [`McNemar ${p}`] : []),
    ...(goal === "minimize" ? ["less is better"] : []),
  ].join(", ");
}

function inOwnDirection(
  { lower, upper }: PairedTest["bounds"],
  goal: PairedQuestion["goal"],
): [number, number] {
  return goal === "maximize" ? [lower, upper] : [-upper, -lower];
}

/** What was tested, and how. */
export function comparisonMethod(
  { exact, difference, overruled, resamples }: PairedTest,
  { minDelta, level }: PairedQuestion,
): string {
  const units = difference.groups === undefined ? "examples" : "groups";
  const beyond = level.alphaBetter * (resamples + 1) < 1 ? ", its tail carried on beyond the resamples" : "";
  const interval = `paired percentile bootstrap of ${units}${beyond}, each bound one-sided`;
  if (!exact) return `${interval}, no narrower than Student's t`;
  const roles =
    minDelta === 0
      ? `exact McNemar, one-sided; interval: ${interval}`
      : `${interval}, and the score test of paired shares, one-sided`;
  return overruled ? `${roles}; where they disagree the exact test decides` : roles;
}

/** The numbers behind a comparison of rows. */
export function comparisonEvidence(
  test: PairedTest,
  { metric, goal, minDelta, level, seed }: PairedQuestion,
  digest: string,
) {
  const { difference, exact } = test;
  const missing = test.gain - minDelta;
  return {
    metric: metric.name,
    goal,
    candidate: difference.candidate,
    champion: difference.champion,
    estimate: difference.candidate - difference.champion,
    interval: inOwnDirection(test.bounds, goal).map((bound) => (Number.isFinite(bound) ? bound : null)),
    standard_error: test.standardError,
    ...(exact && { b: exact.b, c: exact.c, p: exact.p, p_worse: exact.pWorse, p_two_sided: exact.pTwoSided }),
    n: difference.rows,
    ...(difference.groups !== undefined && { groups: difference.groups }),
    differing: difference.differing,
    min_delta: minDelta,
    confidence: level.confidence,
    alpha: level.alphaBetter,
    configurations_compared: level.compared,
    seed,
    resamples: test.resamples,
    undefined_resamples: test.undefinedResamples,
    // Without a single difference nothing is known of the noise.
    minimum_detectable_effect: difference.differing > 0 ? test.minimumDetectable : null,
    ...(missing > 0 &&
      !test.better &&
      Number.isFinite(test.toSettle) && { examples_to_settle: test.toSettle }),
    ...(test.overruled && { bootstrap_disagrees: true }),
    examples_digest: digest,
  };
}
