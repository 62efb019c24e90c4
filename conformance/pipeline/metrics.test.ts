import { mkdtemp, readFile, rm, truncate, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { curvesOf } from "../../packages/pipeline/src/evaluation/curves/curves-of.js";
import { EvaluationError } from "../../packages/pipeline/src/evaluation/evaluation-error.js";
import { metricByName } from "../../packages/pipeline/src/evaluation/metrics/metric-by-name.js";
import type { Predictions } from "../../packages/pipeline/src/evaluation/predictions.js";
import { readPredictions } from "../../packages/pipeline/src/evaluation/read-predictions.js";
import { predictionsOf } from "../../packages/pipeline/src/evaluation/testing/predictions-of.js";
import { seededRandom } from "../../packages/pipeline/src/statistics/random.js";
import { programOf } from "../clients/environment.js";
import { prepareClients, reportLeftOut } from "../clients/prepare-clients.js";
import { runProcess } from "../clients/run-process.js";
import { type MetricCase, metricCases } from "./metric-cases.js";

const clients = await prepareClients();
if (!clients.available) reportLeftOut("metrics beside scikit-learn's", clients.reason);
else suite(programOf(clients.folders["mlflow-3"], "python"));

/** Where scikit-learn warns and gives a number all the same, and ours is undefined: nothing may be decided by it. */
const REFUSED: Record<string, (one: MetricCase) => boolean> = {
  // No rows of the class: scikit-learn says 0.
  pr_auc: () => true,
  // A label of 0: scikit-learn divides by the machine epsilon.
  mape: ({ family }) => family === "regression",
};

/** Equal labels under weights: scikit-learn's variance is a rounding error, and its R2 any number. */
const isRounding = (name: string, { kind }: MetricCase, own: number | null): boolean =>
  name === "r2" && kind === "one class" && own === 0;

function suite(python: string): void {
  let folder: string;
  let answers: Record<string, number | null | number[][]>[];
  const cases = metricCases(seededRandom(20));

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), "scikit-learn-"));
    const [asked, answered] = [join(folder, "cases.json"), join(folder, "answers.json")];
    await writeFile(asked, JSON.stringify(cases));
    const script = join(import.meta.dirname, "scikit_learn.py");
    const { code, output } = await runProcess(python, [script, asked, answered, folder]);
    expect(code, output).toBe(0);
    answers = JSON.parse(await readFile(answered, "utf8"));
  }, 120_000);
  afterAll(() => rm(folder, { recursive: true, force: true }));

  describe("metrics of rows", () => {
    it("are scikit-learn's to 1e-9, or refused", () => {
      const compared = new Set<string>();
      const differing: string[] = [];
      cases.forEach((one, index) => {
        const rows = rowsOf(one);
        for (const [name, expected] of Object.entries(answers[index] ?? {})) {
          if (Array.isArray(expected)) continue;
          const own = scored(name, rows, one.rowWeights ?? one.weights);
          compared.add(name.replace(/[(@].*/, ""));
          if (agree(own, expected) || isRounding(name, one, own)) continue;
          if (own === null && REFUSED[name.replace(/[(@].*/, "")]?.(one)) continue;
          differing.push(`${one.family} ${one.kind} ${index}: ${name} is ${own}, scikit-learn's ${expected}`);
        }
      });
      expect(differing).toEqual([]);
      expect(compared.size).toBeGreaterThanOrEqual(27);
    });

    it("have its confusion matrix, area and calibration curve", () => {
      cases.forEach((one, index) => {
        if (one.family !== "binary" && one.family !== "multi") return;
        const { candidate } = curvesOf(rowsOf(one));
        expect(candidate.confusion?.counts, `case ${index}`).toEqual(answers[index]?.confusion);
        const calibration = answers[index]?.calibration as number[][] | null | undefined;
        if (!calibration) return;
        const [bins] = candidate.calibration;
        bins?.bins.forEach(({ observed, predicted }, bin) => {
          expect(observed).toBeCloseTo(calibration[0]?.[bin] as number, 9);
          expect(predicted).toBeCloseTo(calibration[1]?.[bin] as number, 9);
        });
      });
    });
  });

  describe("tables that pandas wrote", () => {
    it.each(["snappy", "zstd", "gzip", "none"])("are read, compressed with %s", async (compression) => {
      const rows = await readPredictions(join(folder, `${compression}.parquet`));
      expect([rows.ids.length, rows.labels?.length]).toEqual([5000, 5000]);
      expect([...rows.numbers.keys()]).toEqual(["profit", "score.ham", "score.spam"]);
      const row =
        Array.from({ length: 5000 }, (_, at) => at).find((at) => rows.ids.at(at) === "mail-4321") ?? -1;
      expect([
        rows.labels?.at(row),
        rows.numbers.get("profit")?.[row],
        rows.numbers.get("score.spam")?.[row],
      ]).toEqual(["spam", 4321, 0.25]);
    });

    it("are refused when they are cut off, or hold no numbers", async () => {
      const cut = join(folder, "cut.parquet");
      await writeFile(cut, await readFile(join(folder, "snappy.parquet")));
      await truncate(cut, 3000);
      await expect(readPredictions(cut)).rejects.toThrow(
        /cut.parquet is not valid Parquet: .*; was the file cut short\?$/,
      );
      const rows = await readPredictions(join(folder, "nan.parquet"));
      expect(() => metricByName("mean(profit)").perExample?.(rows)).toThrow(
        /needs numbers in the column profit: row 1 of .*nan.parquet has null as profit, which is not a finite number/,
      );
    });
  });
}

function rowsOf(one: MetricCase): Predictions {
  if (one.family === "ranking") {
    const flat = one.relevances.flatMap((list, group) =>
      list.map((relevance, place) => ({
        group: `q${group}`,
        relevance,
        score: one.scores[group]?.[place] ?? 0,
      })),
    );
    return predictionsOf({
      ids: flat.map((_, row) => `${row}`),
      groups: flat.map(({ group }) => group),
      labels: flat.map(({ relevance }) => relevance),
      numbers: { score: flat.map(({ score }) => score) },
    });
  }
  const ids = one.labels.map((_, row) => `${row}`);
  const { labels, predictions } = one;
  if (one.family === "regression") {
    return predictionsOf({ ids, labels, predictions, numbers: { column: predictions as number[] } });
  }
  const scores = one.classes.map((name, place): [string, number[]] => [
    `score.${name}`,
    one.scores[place] ?? [],
  ]);
  return predictionsOf({ ids, labels, predictions, numbers: Object.fromEntries(scores) });
}

/** Our value; null when it is undefined or refused. */
function scored(name: string, rows: Predictions, weights: number[]): number | null {
  try {
    const value = metricByName(name).scorer(rows)(weights);
    return Number.isFinite(value) ? value : null;
  } catch (error) {
    if (error instanceof EvaluationError) return null;
    throw error;
  }
}

const agree = (own: number | null, expected: number | null): boolean =>
  own === null || expected === null
    ? own === expected
    : Math.abs(own - expected) <= 1e-9 * Math.max(1, Math.abs(expected));
