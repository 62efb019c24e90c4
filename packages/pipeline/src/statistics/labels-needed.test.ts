import fc from "fast-check";
import { expect, it } from "vitest";
import { bennettLabels, hoeffdingLabels, labelsToDetect } from "./labels-needed.js";

const DIFFERENCE = [1, -1];

it.each([
  // epsilon, reliability, n alone: none, full; n - o: none, full; 32 looks each
  [0.1, 0.99, 404, 1340, 1753, 5496],
  [0.1, 0.9999, 634, 1570, 2674, 6417],
  [0.05, 0.99, 1615, 5358, 7012, 21_984],
  [0.01, 0.9999, 63_381, 156_956, 267_385, 641_684],
])("Hoeffding's sizes at epsilon %f, reliability %f", (epsilon, reliability, ...sizes) => {
  const size = (models: number, coefficients?: number[]) =>
    hoeffdingLabels({ epsilon, reliability, models, ...(coefficients && { coefficients }) });
  expect([size(32), size(2 ** 32), size(32, DIFFERENCE), size(2 ** 32, DIFFERENCE)]).toEqual(sizes);
});

it("Hoeffding's sizes for a set that is retired at its B-th pass", () => {
  const size = (models: number) =>
    hoeffdingLabels({ epsilon: 0.05, reliability: 0.999, models, coefficients: DIFFERENCE });
  expect([32, 528, 2 ** 32 - 1].map(size)).toEqual([8854, 11_096, 23_826]);
});

it("Bennett's sizes", () => {
  const size = (models: number) =>
    bennettLabels({ epsilon: 0.01, reliability: 0.9999, models, disagreement: 0.1 });
  expect([32, 1].map(size)).toEqual([29_048, 21_889]);
});

it("what a test detects", () => {
  // The inverse of an effect of 1.93 points with 1,000 examples.
  expect(labelsToDetect(0.0193, 0.06, 0.05)).toBeGreaterThan(990);
  expect(labelsToDetect(0.0193, 0.06, 0.05)).toBeLessThan(1010);
});

it("never needs fewer labels for more models, for less error or for more certainty", () => {
  const question = fc.record({
    epsilon: fc.double({ min: 0.001, max: 0.2, noNaN: true }),
    reliability: fc.double({ min: 0.6, max: 0.9999, noNaN: true }),
    models: fc.integer({ min: 1, max: 1e9 }),
  });
  fc.assert(
    fc.property(question, (asked) => {
      const harder = [
        { ...asked, models: asked.models * 2 },
        { ...asked, epsilon: asked.epsilon / 2 },
        { ...asked, reliability: (1 + asked.reliability) / 2 },
      ];
      for (const more of harder) {
        expect(hoeffdingLabels(more)).toBeGreaterThanOrEqual(hoeffdingLabels(asked));
        expect(bennettLabels({ ...more, disagreement: 0.1 })).toBeGreaterThanOrEqual(
          bennettLabels({ ...asked, disagreement: 0.1 }),
        );
      }
    }),
  );
});
