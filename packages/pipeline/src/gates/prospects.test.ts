import { expect, it } from "vitest";
import { checkText } from "../file/check-file.js";
import { prospectsOf } from "./prospects.js";

const fileOf = async (...gates: string[]) => {
  const text = `version: 1
experiment: news
model: News
build: { command: python train.py }
release:
  select: { metric: accuracy }
  evaluate: python evaluate.py --model \${{ model.path }} --out \${{ output }}
  gates: [${gates.map((gate) => `{ ${gate} }`).join(", ")}]
`;
  const { file, findings } = await checkText(text, "slipway.yaml");
  if (!file) throw new Error(JSON.stringify(findings));
  return file;
};
const ACCURACY = "improvement: { metric: accuracy }";

it("says what an improvement gate will find, and what one point takes", async () => {
  const [prospect] = prospectsOf(await fileOf(ACCURACY), { examples: 2000, disagreement: 0.06 });
  // (1.6449 + 0.8416) * sqrt(0.06 / 2000), and (2.4865 / 0.01)^2 * 0.06
  expect(prospect?.minimum_detectable_effect).toBeCloseTo(0.013619, 5);
  expect(prospect?.text).toBe(
    "improvement accuracy: with 2,000 examples of which about 6 % tell the models apart, a gain of 1.4 points is found 4 times of 5; 1 point needs about 3,710 examples",
  );
});

it("says so when no outcome could be found", async () => {
  const [prospect] = prospectsOf(await fileOf(ACCURACY), { examples: 50, disagreement: 0.06 });
  expect(prospect).toMatchObject({ minimum_detectable_effect: null, examples_needed: 104 });
  expect(prospect?.text).toMatch(/nothing can be found reliably; it takes 104 examples at least$/);
});

it("answers for a margin, and invents nothing of other metrics or of gates that compare no rows", async () => {
  const file = await fileOf(
    "non-inferiority: { metric: accuracy, margin: 0.02 }",
    "improvement: { metric: f1_macro }",
    "threshold: { metric: accuracy, min: 0.8 }",
  );
  const found = prospectsOf(file, { examples: 2000, disagreement: 0.06 });
  expect(found.map(({ text }) => text)).toEqual([
    expect.stringMatching(
      /just as good passes 4 times of 5 with a margin of 1.4 points; 2 points needs about 928/,
    ),
    "improvement f1_macro: what it can find is known once two models are measured",
  ]);
});
