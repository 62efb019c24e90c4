import { expect, it } from "vitest";
import { checkText } from "../file/check-file.js";
import { prospectsOf } from "./prospects.js";

const fileOf = (...gates: string[]) => fileWith({}, ...gates);
const fileWith = async ({ build = "command: python train.py", more = "" }, ...gates: string[]) => {
  const text = `version: 1
experiment: news
model: News
build: { ${build} }
release:
  select: { metric: accuracy }
  evaluate: python evaluate.py --model \${{ model.path }} --out \${{ output }}
  ${more}
  gates: [${gates.map((gate) => `{ ${gate} }`).join(", ")}]
`;
  const { file, findings } = await checkText(text, "slipway.yaml");
  if (!file) throw new Error(JSON.stringify(findings));
  return file;
};
const ACCURACY = "improvement: { metric: accuracy }";

it("says what an improvement gate will find, and what one point takes", async () => {
  const {
    prospects: [prospect],
  } = prospectsOf(await fileOf(ACCURACY), { examples: 2000, disagreement: 0.06 });
  // Of 120 it must win 70, found by a chance of 0.6164 with a power of 0.8 (scipy), and (2.4865 / 0.01)^2 * 0.06
  expect(prospect?.minimum_detectable_effect).toBeCloseTo(0.013972, 6);
  expect(prospect?.text).toBe(
    "improvement accuracy: with 2,000 examples of which about 6 % tell the models apart, a gain of 1.4 points is found 4 times of 5; 1 point needs about 3,710 examples",
  );
});

it("says so when no outcome could be found", async () => {
  const {
    prospects: [prospect],
  } = prospectsOf(await fileOf(ACCURACY), { examples: 50, disagreement: 0.06 });
  expect(prospect).toMatchObject({ minimum_detectable_effect: null, needed: 104 });
  expect(prospect?.text).toMatch(/nothing can be found reliably; it takes 104 examples at least$/);
});

it("answers for a margin, and invents nothing of other metrics or of gates that compare no rows", async () => {
  const file = await fileOf(
    "non-inferiority: { metric: accuracy, margin: 0.02 }",
    "improvement: { metric: f1_macro }",
    "threshold: { metric: accuracy, min: 0.8 }",
  );
  const { prospects: found } = prospectsOf(file, { examples: 2000, disagreement: 0.06 });
  expect(found.map(({ text }) => text)).toEqual([
    expect.stringMatching(
      /just as good passes 4 times of 5 with a margin of 1.4 points; 2 points needs about 928/,
    ),
    "improvement f1_macro: what it can find is known once two models are measured",
  ]);
});

const repeats = (method: string, seeds: number) =>
  fileWith(
    {
      build: `command: "python train.py \${{ matrix.c }} \${{ matrix.seed }}", matrix: { c: [1, 2], seed: [${Array.from({ length: seeds }, (_, i) => i)}] }, repeat-over: seed`,
    },
    `improvement: { metric: val_accuracy, goal: maximize, method: ${method} }`,
  );
const NOTHING = { disagreement: 0.1 };

it("says what so many repeats of two recipes can prove, paying for what was selected among", async () => {
  const [few] = prospectsOf(await repeats("corrected-t-test, test-ratio: 0.25", 3), NOTHING).prospects;
  expect(few).toMatchObject({ minimum_detectable_effect: null, needed: 6 });
  expect(few?.text).toMatch(
    /3 repeats cannot prove anything: .* 0\.1250; at 95 % for the best of 2 it takes 6$/,
  );
  const [enough] = prospectsOf(await repeats("corrected-t-test, test-ratio: 0.25", 10), NOTHING).prospects;
  // (t_.975 + t_.8 with 9 degrees of freedom) * sqrt(0.1 + 0.25)
  expect(enough?.minimum_detectable_effect).toBeCloseTo((2.262157 + 0.883404) * Math.sqrt(0.35), 4);
  const [wins] = prospectsOf(await repeats("probability-of-outperforming", 29), NOTHING).prospects;
  expect(wins?.text).toMatch(
    /29 repeats pass when 21 are won, .* wins 77 % of trainings is found 4 times of 5$/,
  );
});

it("pays for a budget, says how many flips pass, and that one training is not a recipe", async () => {
  const { prospects, notes } = prospectsOf(
    await fileWith({ more: "test-set: { name: held, looks: 32 }" }, ACCURACY, "flips: { max: 0.02 }"),
    { examples: 2000, disagreement: 0.06 },
  );
  expect(prospects[0]?.text).toContain("tell the models apart, at 95 % over 32 looks, a gain of 2");
  // Clopper and Pearson (scipy): 29 of 2,000 are below 0.02 at 95 %, 30 are not.
  expect(prospects[1]?.text).toBe(
    "flips: of 2,000 examples at most 29 (1.5 %) may turn wrong to show less than 2 %",
  );
  expect(notes).toEqual([expect.stringContaining("not that its recipe is")]);
});
