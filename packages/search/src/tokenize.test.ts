import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { tokenize } from "./tokenize.js";

const split = (text: string): string[] => tokenize(text).map((token) => `${token.type} ${token.text}`);

describe("tokenize", () => {
  it.each([
    ["metrics.acc>=-1.5e-3", ["name metrics.acc", "operator >=", "number -1.5e-3"]],
    ["params.`a b` NOT LIKE 'x%'", ["name params.`a b`", "keyword NOT", "keyword LIKE", "string 'x%'"]],
    ["tags.in is null", ["name tags.in", "keyword is", "keyword null"]],
    [
      "run_id in ('a',\"b\");",
      [
        "name run_id",
        "keyword in",
        "punctuation (",
        "string 'a'",
        "punctuation ,",
        'string "b"',
        "punctuation )",
        "punctuation ;",
      ],
    ],
    ["metrics. a", ["name metrics.", "name a"]],
    ["1.5x 12 .5 1and", ["number 1", "punctuation .", "name 5x", "number 12", "number .5", "name 1and"]],
    [
      "a -- b\nc # d\n/* e */ f",
      ["name a", "comment -- b", "name c", "comment # d", "comment /* e */", "name f"],
    ],
    ["a /* b", ["name a", "comment /* b"]],
    ["a = 'b", ["name a", "operator =", "unterminated 'b"]],
    ["params.`b", ["name params.", "unterminated `b"]],
    ["a-b && 日本.é", ["name a", "unknown -", "name b", "unknown &&", "name 日本.é"]],
  ])("splits %j", (text, expected) => expect(split(text)).toEqual(expected));

  it("covers all but white space, in order and without overlap, whatever the text", () => {
    fc.assert(
      fc.property(fc.oneof(fc.string({ unit: "binary" }), scraps), (text) => {
        let end = 0;
        for (const token of tokenize(text)) {
          expect(text.slice(end, token.start).trim()).toBe("");
          expect(token.end).toBeGreaterThan(token.start);
          expect(text.slice(token.start, token.end)).toBe(token.text);
          end = token.end;
        }
        expect(text.slice(end).trim()).toBe("");
      }),
    );
  });

  it.each(["'", '"', "`", "/*", "--", "1", "-", "a.", "''", "\\'", "1.", "😀", "("])(
    "takes 100,000 characters of %s",
    (scrap) => {
      const tokens = tokenize(scrap.repeat(100_000 / scrap.length));
      expect(tokens.at(-1)?.end).toBe(100_000);
    },
  );
});

const scraps = fc
  .array(
    fc.constantFrom(
      "'",
      '"',
      "`",
      "\\",
      "--",
      "/*",
      "*/",
      "# ",
      ".",
      "1",
      "-",
      "e",
      "a",
      "AND",
      " ",
      "\n",
      "=",
    ),
  )
  .map((parts) => parts.join(""));
