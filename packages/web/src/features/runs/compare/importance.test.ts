import { expect, it } from "vitest";
import type { Cell } from "../../../ui/compared/compared-rows.js";
import { importanceOf } from "./importance.js";

const row = (key: string, cells: Cell[]) => ({ key, cells, differs: true });

it("gives a parameter the variance between its values, less chance, and names the direction of a number", () => {
  const metric = row("accuracy", [1, 2, 1, 2, 5, 6, 5, 6]);
  const [model, noise, same, own] = importanceOf(
    [
      row(
        "seed",
        ["1", "2", "3", "4", "5", "6", "7", "8"].map((text) => `s${text}`),
      ),
      row("noise", ["a", "b", "b", "a", "a", "b", "b", "a"]),
      row("c", ["1", "1", "1", "1", "10", "10", "10", "10"]),
      row("data", Array(8).fill("v2")),
    ],
    metric,
  );
  // Within 2 of 34 in all: 1 - (2 / 6) / (34 / 7).
  expect(model?.key).toBe("c");
  expect(model?.share).toBeCloseTo(1 - 2 / 6 / (34 / 7));
  expect(model?.rank).toBeGreaterThan(0.8);
  expect(noise).toMatchObject({ key: "noise", share: 0, rank: undefined });
  expect([same, own].map((one) => [one?.key, one?.share, one?.groups])).toEqual(
    expect.arrayContaining([
      ["data", undefined, 1],
      ["seed", undefined, 8],
    ]),
  );
});

it("puts a number of many values into parts", () => {
  const numbers = Array.from({ length: 20 }, (_, n) => n / 10);
  const [rate] = importanceOf(
    [row("rate", numbers.map(String))],
    row(
      "loss",
      numbers.map((x) => -x),
    ),
  );
  expect(rate).toMatchObject({ groups: 5, runs: 20 });
  expect(rate?.share).toBeGreaterThan(0.9);
  expect(rate?.rank).toBeCloseTo(-1);
});

it("counts only runs that have both", () => {
  const [c] = importanceOf(
    [row("c", ["1", undefined, "2", "2", "1"])],
    row("loss", [1, 2, Number.NaN, 3, 1]),
  );
  expect(c).toMatchObject({ runs: 3, groups: 2, share: 1 });
});
