import { mkdir, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { slipway } from "../testing/command-line.js";

const WORKFLOW = join(".github", "workflows", "slipway.yml");
let folder: string;
beforeEach(async () => {
  folder = join(await mkdtemp(join(tmpdir(), "slipway-init-")), "News Filter");
  await mkdir(folder);
});
afterEach(() => rm(join(folder, ".."), { recursive: true, force: true }));

const read = (name: string) => readFile(join(folder, name), "utf8");

describe("slipway init", () => {
  it("writes a file that passes the check, a workflow, and what is left to do", async () => {
    for (const name of ["train.py", "evaluate.py", "requirements.txt"])
      await writeFile(join(folder, name), "");
    const { code, out } = await slipway("init", folder);
    expect(code).toBe(0);
    expect(out).toMatch(/^Wrote +.*slipway\.yaml\nWrote +.*slipway\.yml\n\nNext:\n {2}- /);
    expect(await read("slipway.yaml")).toContain("experiment: News Filter\n");
    expect(await read(WORKFLOW)).toContain("slipway ci");
    const check = await slipway("check", "-f", join(folder, "slipway.yaml"));
    expect(check).toMatchObject({
      code: 0,
      out: expect.stringMatching(
        / is valid: 5 candidates, gates: threshold, improvement\n.*`--examples N`.*\n/,
      ),
    });
    const file = join(folder, "slipway.yaml");
    const prospects = await slipway("check", "-f", file, "--examples", "2000", "--disagreement", "0.06");
    expect(prospects.out).toMatch(/\nimprovement accuracy: with 2,000 examples .* 1\.4 points .*\n/);
    const json = await slipway("check", "-f", file, "--examples", "2000", "--json");
    expect(JSON.parse(json.out)).toMatchObject({ ok: true, prospects: [{ metric: "accuracy" }] });
    const wrong = await slipway("check", "-f", file, "--examples", "2000", "--disagreement", "6");
    expect(wrong).toMatchObject({ code: 2, err: expect.stringContaining("above 0 and at most 1") });
  });

  it("replaces nothing without --force", async () => {
    await writeFile(join(folder, "slipway.yaml"), "mine");
    const kept = await slipway("init", folder);
    expect(kept.out).toMatch(/^Kept +.*slipway\.yaml +\(it is there already; --force replaces it\)\nWrote /);
    expect(await read("slipway.yaml")).toBe("mine");
    const forced = await slipway("init", folder, "--force");
    expect(forced.out).toMatch(/^Replaced +.*slipway\.yaml\nReplaced /);
    expect(await read("slipway.yaml")).toContain("version: 1");
  });

  it("says that a folder is not there", async () => {
    const { code, err } = await slipway("init", join(folder, "nowhere"));
    expect(err).toContain("nowhere is not a folder.");
    expect(code).toBe(2);
  });
});
