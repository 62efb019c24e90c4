import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { fill, parseTemplate } from "./expression.js";

const matrix = { model: "nb", c: 0.1, deep: { layers: [64, 32] }, on: true, none: null };

describe("fill", () => {
  it.each([
    ["--model ${{ matrix.model }}", "--model nb"],
    ["${{matrix.c}}${{ matrix.on }}", "0.1true"],
    ["${{ join(matrix.deep.layers, 'x') }}", "64x32"],
    ["${{ matrix.c < 1 && 'small' || 'large' }}", "small"],
    ["${{ format('{0}}}', matrix.model) }}", "nb}"],
    ["${{ 'it''s }} here' }}", "it's }} here"],
    ["${{ matrix.none }}${{ matrix.missing }}|", "|"],
    ["${{ toJSON(matrix.deep.layers) }}", "[\n  64,\n  32\n]"],
    ["$ { {{ no }} $model", "$ { {{ no }} $model"],
  ])("%s", (text, expected) => {
    expect(fill(text, { matrix })).toBe(expected);
  });

  it("leaves text without expressions as it is, and fills any value in unchanged", () => {
    fc.assert(
      fc.property(fc.string(), fc.string(), (text, value) => {
        const plain = text.replaceAll("${{", "");
        expect(fill(`${plain}\${{ matrix.v }}`, { matrix: { v: value } })).toBe(plain + value);
      }),
    );
  });
});

describe("parseTemplate", () => {
  it("says which names of which context are read where", () => {
    const { template } = parseTemplate(
      "${{ matrix.a }} ${{ matrix['b'] == matrix.c }} ${{ toJSON(matrix) }}",
      ["matrix"],
    );
    expect(template.references).toEqual([
      { context: "matrix", name: "a", occurrence: 0 },
      { context: "matrix", name: "b", occurrence: 1 },
      { context: "matrix", name: "c", occurrence: 1 },
      { context: "matrix", occurrence: 2 },
    ]);
  });

  it.each([
    "${{ }}",
    "${{ matrix. }}",
    "${{ 1 + }}",
    "${{ secrets.x }}",
    "${{ unknown(1) }}",
    "${{ 'open }}",
  ])("finds that %s cannot be read", (text) => {
    const { problems } = parseTemplate(`x ${text}`, ["matrix"]);
    expect(problems).toHaveLength(1);
    expect(problems[0]?.occurrence).toBe(0);
  });
});
