import { expect, it } from "vitest";
import { codeRange } from "./code-range.js";

const [A, B] = ["a".repeat(40), "b".repeat(40)];
const range = `${A}...${B}`;

it.each([
  ["https://github.com/owner/name.git", `https://github.com/owner/name/compare/${range}`],
  ["git@github.com:owner/name.git", `https://github.com/owner/name/compare/${range}`],
  ["ssh://git@github.com/owner/name", `https://github.com/owner/name/compare/${range}`],
  [
    "https://user:secret@gitlab.com/group/sub/name.git",
    `https://gitlab.com/group/sub/name/-/compare/${range}`,
  ],
  ["git@gitlab.example.org:group/name.git", `https://gitlab.example.org/group/name/-/compare/${range}`],
  ["https://bitbucket.org/owner/name", `https://bitbucket.org/owner/name/branches/compare/${B}..${A}`],
])("knows the page of %s", (repository, page) => {
  expect(codeRange(A, B, repository)).toEqual({ from: A, to: B, command: `git diff ${A}..${B}`, page });
});

it.each([
  undefined,
  "",
  "/srv/git/name",
  "https://git.example.org/owner/name",
  "javascript:alert(1)//github.com/a/b",
  "https://github.com",
  "https://github.com/owner/na me?x#y",
])("knows no page of %s", (repository) => expect(codeRange(A, B, repository).page).toBeUndefined());

it("links nothing that is no commit", () => {
  expect(codeRange("../../x", B, "https://github.com/owner/name").page).toBeUndefined();
});
