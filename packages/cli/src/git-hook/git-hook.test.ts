import { execFileSync } from "node:child_process";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { pushedBranches } from "./pushed-branches.js";
import { quote } from "./shell.js";

describe("quote", () => {
  it.runIf(process.platform !== "win32")("gives a shell every word as it is", () => {
    const word = fc.string({ unit: "grapheme" }).filter((text) => !text.includes("\0"));
    fc.assert(
      fc.property(word, (text) => {
        expect(execFileSync("/bin/sh", ["-c", `printf %s ${quote(text)}`], { encoding: "utf8" })).toBe(text);
      }),
      { numRuns: 30 },
    );
  });
});

describe("pushedBranches", () => {
  it("keeps the branches that a push moved", () => {
    const [none, a, b] = ["0".repeat(40), "a".repeat(40), "b".repeat(40)];
    const input = [
      `${none} ${a} refs/heads/main`,
      `${a} ${b} refs/heads/feature/x`,
      `${a} ${none} refs/heads/gone`,
      `${a} ${b} refs/tags/v1`,
      "",
    ].join("\n");
    expect(pushedBranches(input)).toEqual([
      { branch: "main", commit: a },
      { branch: "feature/x", commit: b },
    ]);
  });
});
