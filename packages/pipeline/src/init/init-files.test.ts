import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { parse } from "yaml";
import { checkText } from "../file/check-file.js";
import { git } from "../git/git-command.js";
import { initFiles } from "./init-files.js";

let directory: string;
beforeEach(async () => {
  directory = await mkdtemp(join(tmpdir(), "slipway-init-"));
});
afterEach(() => rm(directory, { recursive: true, force: true }));

async function propose(files: Record<string, string>, remote?: string) {
  for (const [name, content] of Object.entries(files)) await writeFile(join(directory, name), content);
  if (remote) {
    await git(directory, "init", "--quiet", "--initial-branch", "trunk");
    await git(directory, "remote", "add", "origin", remote);
    await git(directory, "add", ".");
    const author = ["-c", "user.name=Ada Example", "-c", "user.email=ada@example.org"];
    await git(directory, ...author, "commit", "--quiet", "-m", "Begin");
  }
  const { files: proposed, notes } = await initFiles(directory, {});
  const [file, ci] = proposed;
  const checked = await checkText(file?.content ?? "", join(directory, "slipway.yaml"));
  return { yaml: parse(file?.content ?? ""), checked, ci, workflow: parse(ci?.content ?? ""), notes };
}

describe("initFiles", () => {
  it.each([
    { remote: "https://example.org/team/all.git", path: "../../.github/workflows/slipway.yml" },
    { remote: "https://gitlab.example.org/team/all.git", path: "../../.gitlab-ci.yml" },
  ])("puts the job of a project below $remote at the top of the repository", async ({ remote, path }) => {
    await propose({ "README.md": "" }, remote);
    await mkdir(join(directory, "models", "spam filter"), { recursive: true });
    const { files } = await initFiles(join(directory, "models", "spam filter"), {});
    expect(files.map((file) => file.path)).toEqual(["slipway.yaml", path]);
    const job = parse(files[1]?.content ?? "");
    if (job.slipway) expect(job.slipway.script[0]).toBe("cd 'models/spam filter'");
    else
      expect(job.jobs.slipway.steps.at(-1)).toEqual({
        run: "npx --yes slipway ci",
        "working-directory": "models/spam filter",
      });
  });

  it("knows a Python project with everything in it", async () => {
    const files = { "train.py": "", "evaluate.py": "", "requirements.txt": "mlflow\n" };
    const { yaml, checked, ci, workflow, notes } = await propose(
      files,
      "https://example.org/team/News Filter.git",
    );
    expect(checked.findings).toEqual([]);
    expect(yaml).toMatchObject({
      experiment: "News Filter",
      build: {
        prepare: "pip install -r requirements.txt",
        command: "python train.py --seed ${{ matrix.seed }}",
      },
      release: { on: { branches: ["trunk"] }, evaluate: expect.stringMatching(/^python evaluate.py /) },
    });
    expect(ci?.path).toBe(".github/workflows/slipway.yml");
    expect(workflow.on.push.branches).toEqual(["trunk"]);
    const steps = workflow.jobs.slipway.steps.map(
      (step: { uses?: string; run?: string }) => step.uses ?? step.run,
    );
    expect(steps).toEqual([
      "actions/checkout@v4",
      "actions/setup-python@v5",
      "actions/setup-node@v4",
      "npx --yes slipway ci",
    ]);
    expect(notes).toHaveLength(2);
  });

  it("knows a Node project with scripts, on GitLab", async () => {
    const scripts = { scripts: { train: "node train.js", evaluate: "node evaluate.js" } };
    const files = { "package.json": JSON.stringify(scripts), "package-lock.json": "{}" };
    const { yaml, checked, ci, workflow } = await propose(files, "git@gitlab.example.org:team/spam.git");
    expect(checked.findings).toEqual([]);
    expect(yaml.build).toMatchObject({
      prepare: "npm ci",
      command: "npm run --silent train -- --seed ${{ matrix.seed }}",
    });
    expect(yaml.model).toBe("spam");
    expect(ci?.path).toBe(".gitlab-ci.yml");
    expect(workflow.slipway).toMatchObject({ image: "node:22", script: ["npx --yes slipway ci"] });
  });

  it("says what it could not find in an empty folder, and still proposes a valid file", async () => {
    const { checked, notes } = await propose({});
    expect(checked.findings.filter(({ severity }) => severity === "error")).toEqual([]);
    expect(notes.join("\n")).toContain("`python train.py` does not exist yet");
    expect(notes.join("\n")).toContain("Without an evaluate command");
  });

  it("reads a package.json that is broken as one without scripts", async () => {
    const { checked, notes } = await propose({ "package.json": "{" });
    expect(checked.file).toBeDefined();
    expect(notes[0]).toContain("does not exist yet");
  });
});
