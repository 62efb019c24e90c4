import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type Cell, cellText, type MatrixSpec, sameValue } from "./cell.js";
import { groupCells } from "./configurations.js";
import { combinations, expandMatrix, matches } from "./expand-matrix.js";

const value = fc.oneof(fc.integer({ min: 0, max: 3 }), fc.constantFrom("a", "b"), fc.boolean());
const key = fc.constantFrom("model", "c", "seed");
const axes = fc.dictionary(key, fc.uniqueArray(value, { minLength: 1, maxLength: 3 }), { minKeys: 1 });
const entry = fc.dictionary(fc.constantFrom("model", "c", "seed", "extra"), value, { minKeys: 1 });

describe("expandMatrix", () => {
  it("is one empty cell without a matrix", () => {
    expect(expandMatrix(undefined)).toEqual([{}]);
  });

  it("lists the combinations in the order of the axes", () => {
    expect(expandMatrix({ model: ["nb", "lr"], seed: [1, 2] })).toEqual([
      { model: "nb", seed: 1 },
      { model: "nb", seed: 2 },
      { model: "lr", seed: 1 },
      { model: "lr", seed: 2 },
    ]);
  });

  it("adds and takes away like the example of GitHub's documentation", () => {
    const cells = expandMatrix({
      fruit: ["apple", "pear"],
      animal: ["cat", "dog"],
      include: [
        { color: "green" },
        { color: "pink", animal: "cat" },
        { fruit: "apple", shape: "circle" },
        { fruit: "banana" },
        { fruit: "banana", animal: "cat" },
      ],
    });
    expect(cells).toEqual([
      { fruit: "apple", animal: "cat", color: "pink", shape: "circle" },
      { fruit: "apple", animal: "dog", color: "green", shape: "circle" },
      { fruit: "pear", animal: "cat", color: "pink" },
      { fruit: "pear", animal: "dog", color: "green" },
      { fruit: "banana" },
      { fruit: "banana", animal: "cat" },
    ]);
  });

  it("makes a cell of each entry when there are no axes", () => {
    expect(expandMatrix({ include: [{ a: 1 }, { a: 2 }] })).toEqual([{ a: 1 }, { a: 2 }]);
  });

  it("has the product of the axes' lengths without exclude and include", () => {
    fc.assert(
      fc.property(axes, (spec) => {
        const product = Object.values(spec).reduce((n, values) => n * values.length, 1);
        expect(expandMatrix(spec as MatrixSpec)).toHaveLength(product);
      }),
    );
  });

  it("keeps no combination that an exclude matches, and every one that none matches", () => {
    fc.assert(
      fc.property(axes, fc.array(entry, { maxLength: 3 }), (spec, exclude) => {
        const cells = expandMatrix({ ...spec, exclude } as MatrixSpec);
        const expected = combinations(spec).filter((cell) => !exclude.some((one) => matches(cell, one)));
        expect(cells).toEqual(expected);
        for (const cell of cells) expect(exclude.some((one) => matches(cell, one))).toBe(false);
      }),
    );
  });

  it("never overwrites an axis by an include, and loses no include", () => {
    fc.assert(
      fc.property(axes, fc.array(entry, { maxLength: 3 }), (spec, include) => {
        const cells = expandMatrix({ ...spec, include } as MatrixSpec);
        const originals = combinations(spec);
        originals.forEach((cell, index) => {
          expect(matches(cells[index] ?? {}, cell)).toBe(true);
        });
        const last = include.at(-1);
        if (last) expect(cells.some((cell) => matches(cell, last))).toBe(true);
      }),
    );
  });
});

describe("groupCells", () => {
  it("puts every cell into exactly one group, of cells that differ only in the repeats", () => {
    fc.assert(
      fc.property(axes, (spec) => {
        const cells = expandMatrix(spec as MatrixSpec);
        const groups = groupCells(cells, ["seed"]);
        expect(groups.flatMap((group) => group.cells)).toHaveLength(cells.length);
        for (const group of groups) {
          for (const cell of group.cells) expect(matches(cell, group.cell)).toBe(true);
        }
        const labels = new Set(groups.map((group) => JSON.stringify(group.cell)));
        expect(labels.size).toBe(groups.length);
      }),
    );
  });

  it("shows a model by its name and the rest as key=value", () => {
    const cells: Cell[] = [{ model: "lr", c: 10, seed: 1 }];
    expect(groupCells(cells, ["seed"])[0]?.label).toBe("lr c=10");
  });
});

describe("cell values", () => {
  it("compare by content, whatever the order of keys", () => {
    expect(sameValue({ a: [1, { b: 2 }], c: 3 }, { c: 3, a: [1, { b: 2 }] })).toBe(true);
    expect(sameValue([1, 2], [2, 1])).toBe(false);
    expect(sameValue(1, "1")).toBe(false);
    expect(sameValue([], {})).toBe(false);
  });

  it("are written as they are when they are text, else as JSON", () => {
    expect([cellText("a b"), cellText(0.1), cellText([64, 32])]).toEqual(["a b", "0.1", "[64,32]"]);
  });
});
