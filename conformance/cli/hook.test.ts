import { execFile } from "node:child_process";
import { mkdtemp, readdir, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { connect } from "@slipway/sdk";
import { type RunningServer, startServer } from "@slipway/server";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Project } from "../pipeline/project.js";
import { qualityProject } from "./quality-project.js";
import { shell, slipway } from "./slipway.js";

const execute = promisify(execFile);
let folder: string;
let bare: string;
let server: RunningServer;
let project: Project;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "slipway hook "));
  bare = join(folder, "spam filter.git");
  server = await startServer({
    port: 0,
    backendStoreUri: `sqlite:///${join(folder, "mlflow.db")}`,
    artifactsDestination: join(folder, "mlartifacts"),
  });
  project = await qualityProject("0.9");
  await project.git("init", "--quiet", "--bare", "--initial-branch=main", bare);
  await project.git("remote", "add", "origin", bare);
});
afterAll(async () => {
  await server.close();
  await project.remove();
  await rm(folder, { recursive: true, force: true });
});

/** Commits a quality, pushes it, and returns what git shows of the other side. */
async function push(quality: string, branch = "main"): Promise<string[]> {
  await project.write({ "quality.txt": quality });
  if (await project.git("status", "--porcelain")) await project.commit(`Quality ${quality}`);
  // A push from a plain shell: the hook has to know its server by itself.
  const words = ["-C", project.directory, "push", "origin", `HEAD:refs/heads/${branch}`];
  const { stderr } = await execute("git", words, { env: shell() });
  const lines = stderr.split("\n").filter((line) => line.startsWith("remote:"));
  return lines.map((line) => line.slice("remote: ".length).trimEnd());
}

const install = (...words: string[]) =>
  slipway(["hook", "install", "--repository", bare, ...words], {
    cwd: folder,
    env: { MLFLOW_TRACKING_URI: server.url },
  });

async function champion(): Promise<string | undefined> {
  const { promotions } = await connect(server.url).client.promotions.list({ name: "Spam Filter" });
  return promotions[0]?.version;
}

const head = () => project.git("rev-parse", "HEAD");
const pushed = (branch: string) => project.git("-C", bare, "rev-parse", branch);

describe.runIf(process.platform !== "win32")("slipway hook install", () => {
  it("wants a server, and replaces no hook of somebody else", async () => {
    const without = await slipway(["hook", "install", "--repository", bare], { cwd: folder });
    expect(without).toMatchObject({ code: 2, stderr: expect.stringContaining("MLFLOW_TRACKING_URI") });
    const env = { MLFLOW_TRACKING_URI: server.url };
    const elsewhere = await slipway(["hook", "install"], { cwd: folder, env });
    expect(elsewhere).toMatchObject({ code: 2, stderr: expect.stringContaining("is not a git repository") });
    await writeFile(join(bare, "hooks", "post-receive"), "#!/bin/sh\necho mine\n");
    expect(await install()).toMatchObject({ code: 2, stderr: expect.stringContaining("is not Slipway's") });
    expect(await install("--force")).toMatchObject({ code: 0 });
    expect(await install()).toMatchObject({
      code: 0,
      stdout: expect.stringContaining(`Every push to it now runs \`slipway ci\` against ${server.url}\n`),
    });
  });

  it("makes a push train, release and tell", async () => {
    const lines = await push("0.9");
    expect(lines[0]).toBe(`slipway ci on main at ${(await head()).slice(0, 10)}`);
    expect(lines).toContain("INFO: 'Spam Filter' does not exist. Creating a new experiment");
    expect(lines).toContainEqual(expect.stringMatching(/^\[[12]\/2\] FINISHED {2}seed=1 /));
    expect(lines).toContainEqual(expect.stringMatching(/^Gate threshold +pass/));
    expect(lines.filter(Boolean).at(-1)).toBe(
      "Promoted          name=Spam Filter version=1 stage=Production alias=champion",
    );
    const version = { name: "Spam Filter", version: "1" };
    const { model_version } = await connect(server.url).client.modelVersions.get(version);
    expect(model_version.current_stage).toBe("Production");
    expect(model_version.tags.map(({ value }) => value)).toContain(await head());
  });

  it("accepts a push that is refused, or whose training fails", async () => {
    const refused = await push("0.5");
    expect(refused).toContainEqual(expect.stringMatching(/^Refused +gate threshold/));
    expect(refused).toContain("slipway ci ended with exit code 1; the push is accepted");
    expect(await pushed("main")).toBe(await head());
    const failed = await push("fail");
    expect(failed).toContain("slipway ci ended with exit code 3; the push is accepted");
    expect(await pushed("main")).toBe(await head());
    expect(await champion()).toBe("1");
  });

  it("decides for another branch without promoting, and ignores branches that are deleted", async () => {
    const lines = await push("0.99", "feature/more-words");
    expect(lines[0]).toContain("slipway ci on feature/more-words at ");
    expect(lines).toContainEqual(expect.stringMatching(/^Held /));
    expect(await champion()).toBe("1");
    const words = ["-C", project.directory, "push", "origin", ":feature/more-words"];
    const { stderr } = await execute("git", words, { env: shell() });
    expect(stderr).not.toContain("remote:");
  });

  it("tags builds with the file of the repository, not of the worktree", async () => {
    const { client } = connect(server.url);
    const { runs } = await client.runs.search({
      experiment_ids: ["1"],
      filter: "tags.`slipway.kind` = 'build'",
    });
    const sources = runs.map(({ data }) => data.tags.find(({ key }) => key === "mlflow.source.name")?.value);
    expect(new Set(sources)).toEqual(new Set(["slipway.yaml"]));
  });

  it("leaves no worktree behind", async () => {
    expect(await readdir(join(bare, "slipway", "worktrees"))).toEqual([]);
    expect((await project.git("-C", bare, "worktree", "list")).split("\n")).toHaveLength(1);
  });
});
