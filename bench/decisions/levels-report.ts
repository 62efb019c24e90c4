import { calledBetter, NOISES, type Noise } from "./levels.js";

const EXAMPLES = [5, 10, 20, 50, 100, 200];

/**
 * The table of how often a metric without an exact test is called better when it is not, by the number of examples
 * and by how the differences are distributed.
 * @param histories of each cell
 */
export async function levelsReport(
  histories: number,
  progress: (what: string) => void = () => undefined,
): Promise<string[]> {
  const noises = Object.keys(NOISES) as Noise[];
  const lines = [
    "A metric without an exact test, at a stated error of 5 %, nothing better in truth: how often is it called better?",
    `${"".padEnd(18)}${noises.map((name) => name.padStart(16)).join("")}`,
  ];
  for (const examples of EXAMPLES) {
    progress(`${examples} examples of a metric without an exact test`);
    const cells: string[] = [];
    for (const noise of noises) {
      const better = await calledBetter({ noise, examples, histories });
      cells.push(`${((better / histories) * 100).toFixed(1)} %`.padStart(16));
    }
    lines.push(`${`${examples} examples`.padEnd(18)}${cells.join("")}`);
  }
  return lines;
}
