import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Value } from "typebox/value";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { EvaluationError } from "../evaluation/evaluation-error.js";
import { comparePredictions } from "./compare.js";
import { Report } from "./report.js";

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "compare-"));
});
afterAll(() => rm(folder, { recursive: true }));

async function file(name: string, wrong: (row: number) => boolean, count = 1000): Promise<string> {
  const rows = Array.from(
    { length: count },
    (_, row) => `${row},${row % 2},${wrong(row) ? 1 - (row % 2) : row % 2}`,
  );
  const path = join(folder, name);
  await writeFile(path, `id,label,prediction\n${rows.join("\n")}\n`);
  return path;
}

describe("comparePredictions", () => {
  it("gives a verdict on two files and tells it in lines", async () => {
    const candidate = await file("candidate.csv", (row) => row < 60);
    const champion = await file("champion.csv", (row) => row >= 50 && row < 150);
    const { verdict, report, lines } = await comparePredictions(candidate, champion, { metric: "accuracy" });
    expect(verdict).toMatchObject({
      gate: "improvement",
      status: "pass",
      evidence: { b: 90, c: 50, n: 1000 },
    });
    expect(lines).toEqual([
      "Safe to promote: yes",
      "The new model got 40 more of 1,000 held-out examples right than the old one.",
      expect.stringMatching(/^If the two were equally good, .* by chance about once in [\d,]+ times\.$/),
      "",
      "Evaluated:        accuracy 0.9400, champion 0.9000, on the same 1,000 held-out examples",
      `Gate improvement  pass    ${verdict.reason}`,
      `Method:           ${verdict.method}; 10,000 resamples, seed 0`,
      "Detectable:       a difference of 0.0294 or more, with 80 % power",
    ]);
    expect([...Value.Errors(Report, report)]).toEqual([]);
    expect(report).toMatchObject({ kind: "comparison", outcome: "promoted", why: lines.slice(1, 3) });
  });

  it("repeats itself exactly for a seed", async () => {
    const [a, b] = [await file("a.csv", (row) => row < 60), await file("b.csv", (row) => row > 920)];
    const options = { metric: "f1", minDelta: 0.01, confidence: 0.9, seed: 5 };
    const first = await comparePredictions(a, b, options);
    const again = await comparePredictions(a, b, options);
    expect(again).toEqual({ ...first, report: { ...first.report, created_at: again.report.created_at } });
    expect(first.verdict.evidence).toMatchObject({ seed: 5, confidence: 0.9, min_delta: 0.01 });
  });

  it("refuses what cannot be compared", async () => {
    const [a, short] = [await file("a.csv", () => false), await file("short.csv", () => false, 999)];
    const compare = (metric: string, other = short) => comparePredictions(a, other, { metric });
    await expect(compare("accuracy")).rejects.toThrow(EvaluationError);
    await expect(compare("accuracy")).rejects.toThrow("short.csv lacks 1 of the other's ids (999)");
    await expect(comparePredictions(a, a, { metric: "accuracy", seed: 1.5 })).rejects.toThrow("the seed 1.5");
    await expect(compare("acuracy")).rejects.toThrow("did you mean accuracy?");
    await expect(compare("accuracy", join(folder, "none.csv"))).rejects.toThrow("there is no such file");
  });

  it("asks for the goal of a column's mean, instead of an answer about nothing", async () => {
    const path = join(folder, "profit.csv");
    await writeFile(path, "id,profit\na,1\nb,2\n");
    const compared = comparePredictions(path, path, { metric: "mean(profit)" });
    await expect(compared).rejects.toThrow("say whether mean(profit) is better high or low");
  });
});
