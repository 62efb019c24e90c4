import { expect, it } from "vitest";
import { deltaScale } from "./delta-scale.js";

it("puts 0, every difference and every known end on one axis, with room at both ends", () => {
  const scale = deltaScale([
    { estimate: 0.02, interval: [0.01, null] },
    { estimate: -0.04, limit: 0.03 },
  ]);
  const places = [-0.04, 0, 0.01, 0.02, 0.03].map(scale);
  expect(places).toEqual([...places].sort((a, b) => a - b));
  expect(places[0]).toBeGreaterThan(0);
  expect(places.at(-1)).toBeLessThan(1);
});

it("has a middle for nothing but zeroes, and lets nothing leave the axis", () => {
  const scale = deltaScale([{ estimate: 0 }]);
  expect([scale(0), scale(-9), scale(9)]).toEqual([0.5, 0, 1]);
});
