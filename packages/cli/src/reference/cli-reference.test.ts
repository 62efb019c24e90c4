import { readFileSync } from "node:fs";
import { expect, it } from "vitest";
import { cliReference } from "./cli-reference.js";

it("the page of commands is up to date (node scripts/reference.js writes it)", async () => {
  const page = new URL("../../../../docs/reference/cli.md", import.meta.url);
  expect(readFileSync(page, "utf8").replaceAll("\r\n", "\n")).toBe(await cliReference());
});
