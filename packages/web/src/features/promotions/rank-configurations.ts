import type { Configuration, Selection } from "@slipway/contract";

/** Configurations by their mean, the best first; those without one come last. */
export function rankConfigurations(
  configurations: readonly Configuration[],
  goal: Selection["goal"],
): Configuration[] {
  const sign = goal === "minimize" ? 1 : -1;
  const rank = ({ mean }: Configuration) =>
    mean === undefined || Number.isNaN(mean) ? Infinity : sign * mean;
  return [...configurations].sort((a, b) => {
    const [first, second] = [rank(a), rank(b)];
    return first === second ? 0 : first - second;
  });
}
