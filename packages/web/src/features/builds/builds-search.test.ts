import { expect, it } from "vitest";
import { branchIs, filterOf, readBuildsSearch } from "./builds-search.js";

it("asks for what both the filter and the state say", () => {
  expect(filterOf({})).toBeUndefined();
  expect(filterOf({ status: "FAILED" })).toBe("attributes.status = 'FAILED'");
  expect(filterOf({ filter: "tags.a = '1' OR tags.b = '2'", status: "RUNNING" })).toBe(
    "(tags.a = '1' OR tags.b = '2') AND attributes.status = 'RUNNING'",
  );
});

it("leaves out a state that there is not", () => {
  expect(readBuildsSearch({ status: "toString" }).status).toBeUndefined();
});

it("writes the branch in quotes", () => {
  expect(branchIs("it's")).toBe(`tags.mlflow.source.git.branch = "it's"`);
});
