import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { afterEach, describe, expect, it } from "vitest";
import type { Project } from "../pipeline/project.js";
import { qualityProject } from "./quality-project.js";
import { slipway, start } from "./slipway.js";

let project: Project;
afterEach(() => project.remove());

const inProject = (words: string[], env: Record<string, string> = {}) =>
  slipway(words, { cwd: project.directory, env });

describe("the exit code", () => {
  it("is 0 for promoted and held, 1 for refused and, if asked for, held", async () => {
    project = await qualityProject("0.9");
    expect(await inProject(["ci"])).toMatchObject({
      code: 0,
      stdout: expect.stringMatching(
        /\nPromoted +name=Spam Filter version=1 stage=Production alias=champion\n$/,
      ),
      stderr: expect.stringContaining("INFO: 'Spam Filter' does not exist. Creating a new experiment\n"),
    });
    expect(await inProject(["release"])).toMatchObject({
      code: 0,
      stdout: expect.stringMatching(/\nHeld +nothing new/),
    });
    expect(await inProject(["release", "--exit-code"])).toMatchObject({ code: 1 });
    await project.write({ "quality.txt": "0.5" });
    await project.commit("Worse");
    const refused = await inProject(["ci", "--json"]);
    expect(refused.code).toBe(1);
    expect(JSON.parse(refused.stdout)).toMatchObject({ outcome: "refused", champion: { version: "1" } });
  });

  it.each([
    { words: ["check", "-f", "nowhere.yaml"], says: "nowhere.yaml:1:1: error: there is no such file" },
    { words: ["build", "-f", "nowhere.yaml"], says: "error: nowhere.yaml has an error." },
    { words: ["build", "--frobnicate"], says: "error: unknown option '--frobnicate'" },
    {
      words: ["release", "-e", "No Such", "-m", "Some Model", "--metric", "accuracy"],
      says: "error: the experiment 'No Such' does not exist, so there is nothing to release\n",
    },
    { words: ["release", "--force"], says: "error: --force needs --reason." },
    { words: ["release", "-e", "Default"], says: "error: -m goes with one of -e and --run-id." },
    { words: ["release", "--stage", "Staging"], says: "error: --stage goes with -e and -m." },
    { words: ["rollback", "No Such"], says: "error: there is no registered model No Such\n" },
    { words: ["models", "versions", "No Such"], says: "error: Registered Model with name=No Such not found" },
    { words: ["server", "--port", "many"], says: "error: --port is 'many'." },
    {
      words: ["server", "--port", "0", "--backend-store-uri", "oracle://x"],
      says: "error: Cannot open the database 'oracle://x'",
    },
    { words: ["compare", "a.csv", "b.csv", "-m", "accuracy"], says: "error: cannot read a.csv" },
  ])("is 2 for $words", async ({ words, says }) => {
    project = await qualityProject("0.9");
    const { code, stdout, stderr } = await inProject(words);
    expect(stdout + stderr).toContain(says);
    expect(code).toBe(2);
  });

  it("is 3 when no candidate finishes, and each failure shows what it printed last", async () => {
    project = await qualityProject("fail");
    const summary = join(project.directory, "summary.md");
    const ci = await inProject(["ci"], { GITHUB_STEP_SUMMARY: summary });
    expect(ci.code).toBe(3);
    expect(await readFile(summary, "utf8")).toMatch(
      /^### ❌ 0 of 2 candidates finished\n\n[\s\S]*\| seed=1 \| FAILED \| `\w{32}` \| exited with code 9 \|\n/,
    );
    expect(ci.stderr).toMatch(/FAILED +seed=1 .*\(exited with code 9\)\n {2}\| no such column: label\n/);
    expect(ci.stdout).toMatch(/Candidates: +0 of 2 finished\n$/);
    expect(await inProject(["build"])).toMatchObject({ code: 3 });
  });

  it("is 3 when prepare fails", async () => {
    project = await qualityProject("0.9");
    const file = await readFile(join(project.directory, "slipway.yaml"), "utf8");
    const prepare = "build:\n  prepare: echo no such package >&2; exit 5\n";
    await project.write({ "slipway.yaml": file.replace("build:\n", prepare) });
    const summary = join(project.directory, "summary.md");
    const { code, stderr } = await inProject(["ci"], { GITHUB_STEP_SUMMARY: summary });
    expect(code).toBe(3);
    expect(await readFile(summary, "utf8")).toMatch(
      /^### ❌ Safe to promote: no, nothing was decided\n[\s\S]*prepare.* exited with code 5\./,
    );
    expect(stderr).toContain("error: `prepare` exited with code 5\n");
    expect(stderr).toContain("no such package");
  });

  it("is 4, and soon, when no server answers", async () => {
    project = await qualityProject("0.9");
    for (const words of [["build"], ["experiments", "search"]]) {
      const { code, stderr } = await inProject(words, { MLFLOW_TRACKING_URI: "http://127.0.0.1:9" });
      expect(stderr).toContain("error: No tracking server answers");
      expect(stderr).toContain("MLFLOW_TRACKING_URI");
      expect(code).toBe(4);
    }
  });

  it("is 130 after Ctrl-C, and the runs are KILLED", async () => {
    project = await qualityProject("hang");
    const build = start(["build", "-v"], { cwd: project.directory });
    await Promise.all([build.says(/seed=1 \| hanging/), build.says(/seed=2 \| hanging/)]);
    build.process.kill("SIGINT");
    const { code, stderr } = await build.ended;
    expect(stderr).toContain("interrupted: stopping the commands and closing their runs");
    expect(code).toBe(130);
    const { stdout } = await inProject(["runs", "list", "--experiment-id", "1", "--json"]);
    const runs: { info: { status: string } }[] = JSON.parse(stdout);
    expect(runs.map(({ info }) => info.status)).toEqual(["KILLED", "KILLED", "KILLED"]);
  });
});

describe("in CI", () => {
  it.each(["build", "release", "ci"])("%s wants a server named, or --embedded", async (command) => {
    project = await qualityProject("0.9");
    const refused = await inProject([command], { CI: "true" });
    expect(refused.code).toBe(2);
    expect(refused.stderr).toMatch(/^error: MLFLOW_TRACKING_URI is not set/m);
    expect(refused.stderr).toMatch(/--embedded/);
  });

  it("--embedded is enough, and GitHub gets the report and the result", async () => {
    project = await qualityProject("0.9");
    const at = (name: string) => join(project.directory, name);
    const env = { CI: "true", GITHUB_STEP_SUMMARY: at("summary.md"), GITHUB_OUTPUT: at("output.txt") };
    // What the steps before wrote stays.
    await project.write({ "output.txt": "before=1\n" });
    expect(await inProject(["ci", "--embedded"], env)).toMatchObject({ code: 0 });
    expect(await readFile(at("summary.md"), "utf8")).toMatch(
      /^### ✅ Safe to promote: yes\n\n\*\*Spam Filter version 1 promoted\*\*\n/,
    );
    const output = await readFile(at("output.txt"), "utf8");
    expect(output.split("\n")).toEqual(
      expect.arrayContaining([
        "before=1",
        "outcome=promoted",
        "version=1",
        "model-uri=models:/Spam Filter/1",
      ]),
    );
  });
});
