import { rm } from "node:fs/promises";
import { join } from "node:path";
import {
  history,
  type ReleaseOptions,
  release,
  resume,
  rollback,
  runBuild,
  transcript,
} from "@slipway/pipeline";
import { connect } from "@slipway/sdk";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { serverUnderTest } from "../servers/start-server.js";
import { makeProject, type Project, REST_PRELUDE } from "./project.js";
import { startTrackingServer } from "./tracking-server.js";

const MINUTES = 60_000;
const atomic = serverUnderTest() === "slipway";
let server: Awaited<ReturnType<typeof startTrackingServer>>;
let project: Project;
let name: string;
beforeAll(async () => {
  server = await startTrackingServer();
}, 3 * MINUTES);
afterAll(async () => {
  await server.stop();
  await server.removeFolder();
});

/** A model is a number: the share of examples that it answers rightly, the same ones for every model. */
const TRAIN = `${REST_PRELUDE}
import { readFileSync } from "node:fs";
const quality = Number(readFileSync("quality.txt", "utf8")) + Number(process.argv[2]) / 1000;
await metric("val_accuracy", quality);
await metric("accuracy", quality);
await logModel("model", { quality });
`;
const EVALUATE = `
import { readFileSync, writeFileSync } from "node:fs";
const [, , model, out, metrics] = process.argv;
const { quality } = JSON.parse(readFileSync(model + "/model.json", "utf8"));
const rows = Array.from({ length: 1000 }, (_, i) => {
  const label = i % 2 ? "spam" : "ham";
  const right = ((i * 7919) % 1000) / 1000 < quality;
  return [i, label, right ? label : "other"].join(",");
});
writeFileSync(out, "id,label,prediction\\n" + rows.join("\\n") + "\\n");
writeFileSync(metrics, JSON.stringify({ latency_ms: 3 }));
`;

const slipwayYaml = (model: string) => `version: 1
experiment: ${model}
model: ${model}
build:
  command: node train.mjs \${{ matrix.seed }}
  matrix: { seed: [1, 2, 3] }
  repeat-over: seed
  max-parallel: 3
release:
  select: { metric: val_accuracy, min-repeats: 3 }
  evaluate: node evaluate.mjs "\${{ model.path }}" "\${{ output }}" "\${{ metrics }}"
  gates:
    - threshold: { metric: accuracy, min: 0.80 }
    - improvement: { metric: accuracy }
`;

beforeEach(async () => {
  name = `Spam Filter ${Math.floor(Math.random() * 1e9)}`;
  project = await makeProject({
    "slipway.yaml": slipwayYaml(name),
    "train.mjs": TRAIN,
    "evaluate.mjs": EVALUATE,
    "quality.txt": "0.85",
  });
});
afterEach(() => project.remove());

const environment = () => ({ PATH: process.env.PATH ?? "", HOME: process.env.HOME ?? "" });

/** Commits a quality and builds it. */
async function push(quality: number): Promise<string> {
  await project.write({ "quality.txt": String(quality) });
  if (await project.git("status", "--porcelain")) await project.commit(`Quality ${quality}`);
  const options = { file: await project.file(), trackingUri: server.uri, environment: environment() };
  return (await runBuild(options)).runId;
}

async function releaseBuild(buildRunId: string, extra: Partial<ReleaseOptions> = {}) {
  const request = { file: await project.file(), buildRunId };
  return release({ request, trackingUri: server.uri, environment: environment(), ...extra });
}

/** Builds and releases a quality. */
const ci = async (quality: number, extra: Partial<ReleaseOptions> = {}) =>
  releaseBuild(await push(quality), extra);

async function registry() {
  const { client } = connect(server.uri);
  const { registered_model } = await client.registeredModels.get({ name });
  const { model_versions } = await client.modelVersions.search({ filter: `name = '${name}'` });
  const stages = Object.fromEntries(model_versions.map((one) => [one.version, one.current_stage]));
  return { champion: registered_model.aliases.find(({ alias }) => alias === "champion")?.version, stages };
}
const registryOptions = () => ({
  model: name,
  trackingUri: server.uri,
  directory: project.directory,
  environment: environment(),
});

describe("a release", () => {
  it(
    "promotes the first, promotes a better, holds an equal, refuses a worse one",
    async () => {
      const first = await ci(0.85);
      expect(first.decision).toMatchObject({
        outcome: "promoted",
        promotion: { version: "1", stage: "Production", alias: "champion", archived: [] },
        selection: { rule: "the median of its seeds" },
        evaluation: {
          examples: 1000,
          candidate: { accuracy: 0.852 },
          reported: { candidate: { latency_ms: 3, model_size_mb: expect.any(Number) } },
          curves: { candidate: { confusion: { classes: ["ham", "other", "spam"] } } },
        },
      });
      expect(first.decision.promotion?.guarantee).toBe(atomic ? "atomic" : "check-then-act");
      expect(await registry()).toEqual({ champion: "1", stages: { 1: "Production" } });

      const second = await ci(0.9);
      expect(second.decision.verdicts.map(({ status }) => status)).toEqual(["pass", "pass"]);
      expect(transcript(second).slice(-2 - (atomic ? 0 : 1))[0]).toMatch(
        /^Archiving {9}name=Spam Filter \d+ version=1 /,
      );
      expect(await registry()).toEqual({ champion: "2", stages: { 1: "Archived", 2: "Production" } });

      const third = await ci(0.9);
      expect(third.decision).toMatchObject({ outcome: "held" });
      expect(third.decision.verdicts[1]).toMatchObject({
        gate: "improvement",
        status: "fail",
        required: false,
      });

      const fourth = await ci(0.84);
      expect(fourth.decision).toMatchObject({ outcome: "refused", champion: { version: "2" } });
      expect(await registry()).toEqual({ champion: "2", stages: { 1: "Archived", 2: "Production" } });
    },
    5 * MINUTES,
  );

  it(
    "can be forced and rolled back, is on hold then, and everything is on record",
    async () => {
      await ci(0.9);
      const build = await push(0.84);
      const forced = await releaseBuild(build, { force: "the old one leaks" });
      expect(forced.decision).toMatchObject({ outcome: "promoted", forced: "the old one leaks" });
      expect(forced.decision.reason).toMatch(/^forced although refused: gate improvement: /);
      expect(await registry()).toMatchObject({ champion: "2", stages: { 1: "Archived", 2: "Production" } });

      const back = await rollback({ ...registryOptions(), reason: "it is worse" });
      expect(back).toMatchObject({ version: "1", from: "2", stage: "Production" });
      expect(await registry()).toEqual({ champion: "1", stages: { 1: "Production", 2: "Archived" } });

      const better = await push(0.95);
      const held = await releaseBuild(better);
      expect(held.decision.outcome).toBe("held");
      expect(held.decision.reason).toContain("is on hold");
      await resume(registryOptions());
      expect((await releaseBuild(better)).decision).toMatchObject({
        outcome: "promoted",
        promotion: { version: "3" },
      });

      const { entries, onHold, complete } = await history(registryOptions());
      expect(onHold).toBe(false);
      expect(complete).toBe(atomic);
      expect(entries[0]).toMatchObject({
        action: "promote",
        version: "3",
        previous_version: "1",
        forced: false,
      });
      const byForce = entries.find(({ forced: isForced }) => isForced);
      expect(byForce).toMatchObject({ version: "2", reason: "the old one leaks" });
      expect(byForce?.actor).toContain("Ada Example");
      if (atomic) {
        expect(entries.map(({ action }) => action)).toEqual([
          "promote",
          "resume",
          "rollback",
          "promote",
          "promote",
        ]);
      }

      await rollback({ ...registryOptions(), reason: "a false alarm" });
      expect((await registry()).champion).toBe("1");
      await resume(registryOptions());
      expect((await releaseBuild(better)).decision.outcome).toBe("promoted");
      expect((await registry()).champion).toBe("3");
    },
    5 * MINUTES,
  );

  it(
    "says that there is nothing new when it is asked again",
    async () => {
      const build = await push(0.9);
      await releaseBuild(build);
      const again = await releaseBuild(build);
      expect(again.decision).toMatchObject({ outcome: "held" });
      expect(again.decision.reason).toMatch(/^nothing new: /);
      expect(await registry()).toEqual({ champion: "1", stages: { 1: "Production" } });
    },
    5 * MINUTES,
  );

  it(
    "changes nothing in a dry run, and on another branch than those that promote",
    async () => {
      const dry = await ci(0.9, { dryRun: true });
      expect(dry.decision).toMatchObject({ outcome: "held" });
      expect(dry.decision.reason).toMatch(/^dry run; otherwise it would be promoted/);
      await project.git("checkout", "--quiet", "-b", "feature");
      const branch = await ci(0.9);
      expect(branch.decision).toMatchObject({
        outcome: "held",
        reason: "branch feature does not promote, main does",
        cause: "branch",
      });
      await expect(registry()).rejects.toMatchObject({ code: "RESOURCE_DOES_NOT_EXIST" });
      const { client } = connect(server.uri);
      const { run } = await client.runs.get({ run_id: branch.runId ?? "" });
      expect(run.data.tags).toContainEqual({ key: "slipway.outcome", value: "held" });
    },
    5 * MINUTES,
  );

  it(
    "takes the champion's kept predictions when it cannot be evaluated any more",
    async () => {
      await ci(0.85);
      await project.write({
        "evaluate.mjs": `${EVALUATE.replace("const rows", 'if (quality < 0.88) throw new Error("unknown format");\nconst rows')}`,
      });
      const next = await ci(0.9);
      expect(next.decision).toMatchObject({
        outcome: "promoted",
        evaluation: { champion_predictions: "kept", paired: true },
      });
      const line = transcript(next).find((text) => text.startsWith("Evaluated"));
      expect(line).toMatch(/champion 0.8520, .*\(the champion's predictions were kept\)$/);
    },
    5 * MINUTES,
  );

  it(
    "holds when someone else changes the champion meanwhile",
    async () => {
      await ci(0.85);
      await project.write({
        "evaluate.mjs": `${REST_PRELUDE}${EVALUATE}
const post = { name: ${JSON.stringify(name)}, source: "models:/${name}/1" };
const { model_version: { version } } = await log("model-versions/create", post);
await log("model-versions/transition-stage", { ...post, version, stage: "Production", archive_existing_versions: true });
await log("registered-models/alias", { ...post, version, alias: "champion" });
`,
      });
      const late = await ci(0.9).catch((error) => {
        throw new Error(error.hint);
      });
      expect(late.decision).toMatchObject({
        outcome: "held",
        cause: "champion-changed",
        champion: { version: "1" },
      });
      expect(late.decision.reason).toMatch(/^someone else was first: /);
      expect((await registry()).stages["1"]).toBe("Archived");
    },
    5 * MINUTES,
  );

  it(
    "stops when it is not clear which version is the champion",
    async () => {
      await ci(0.85);
      await ci(0.9);
      const { client } = connect(server.uri);
      await client.modelVersions.transitionStage({ name, version: "1", stage: "Production" });
      const both = ci(0.95);
      await expect(both).rejects.toMatchObject({ trouble: "usage", exitCode: 2 });
      await expect(both).rejects.toThrow(`versions 2, 1 of ${name} are all in Production`);
      await rollback({ ...registryOptions(), version: "2", reason: "settle" });
      expect(await registry()).toEqual({ champion: "2", stages: { 1: "Archived", 2: "Production" } });
    },
    5 * MINUTES,
  );

  it(
    "says what is wrong with an evaluation, and promotes nothing",
    async () => {
      const build = await push(0.9);
      const evaluating = async (script: string) => {
        await project.write({ "evaluate.mjs": script });
        return releaseBuild(build).then(
          ({ decision }) => ({ outcome: decision.outcome }),
          (error) => ({ trouble: error.trouble, message: error.message, hint: error.hint }),
        );
      };
      expect(await evaluating('console.error("no such module"); process.exit(1)')).toMatchObject({
        trouble: "step",
        message: expect.stringMatching(/^`evaluate` of runs:\/\S+\/model exited with code 1$/),
        hint: expect.stringContaining("no such module"),
      });
      expect(await evaluating("")).toMatchObject({
        trouble: "step",
        message: expect.stringContaining("wrote no predictions"),
      });
      const bad = 'import { writeFileSync } from "node:fs"; writeFileSync(process.argv[3], "a,b\\n1,2\\n")';
      expect(await evaluating(bad)).toMatchObject({
        trouble: "step",
        message: expect.stringContaining("lacks the column id"),
      });
      const lines = `${EVALUATE.replace("writeFileSync(out", 'writeFileSync("/dev/null"')}
writeFileSync(out, rows.map((row) => row.split(",")).map(([id, label, prediction]) => JSON.stringify({ id, label, prediction })).join("\\n"));`;
      expect(await evaluating(lines)).toEqual({ outcome: "promoted" });
    },
    5 * MINUTES,
  );

  it(
    "prepares a checkout that no build prepared before it evaluates, and only such a one",
    async () => {
      const prepared = slipwayYaml(name).replace(
        "build:\n",
        "build:\n  prepare: echo preparing; echo ready > ready.txt\n",
      );
      const script = `${EVALUATE.replace("const rows", 'readFileSync("ready.txt");\nconst rows')}`;
      await project.write({ "slipway.yaml": prepared, "evaluate.mjs": script, ".gitignore": "ready.txt\n" });
      const build = await push(0.9);
      await rm(join(project.directory, "ready.txt"));
      await expect(releaseBuild(build, { prepared: true })).rejects.toMatchObject({ trouble: "step" });
      const { decision, runId } = await releaseBuild(build);
      expect(decision.outcome).toBe("promoted");
      const { client } = connect(server.uri);
      const { files } = await client.artifacts.list({ run_id: runId ?? "", path: "slipway" });
      expect(files.map(({ path }) => path)).toContain("slipway/prepare-release.log");
    },
    5 * MINUTES,
  );

  it(
    "is interrupted while it evaluates without a trace in the registry",
    async () => {
      const build = await push(0.9);
      await project.write({ "evaluate.mjs": "setInterval(() => {}, 1000)" });
      const stop = new AbortController();
      const interrupted = releaseBuild(build, {
        signal: stop.signal,
        observe: ({ type }) => {
          if (type === "evaluation-started") setTimeout(() => stop.abort(), 300);
        },
      });
      await expect(interrupted).rejects.toMatchObject({ trouble: "interrupted", exitCode: 130 });
      await expect(registry()).rejects.toMatchObject({ code: "RESOURCE_DOES_NOT_EXIST" });
    },
    5 * MINUTES,
  );
});

describe("a release without a file", () => {
  const withoutFile = (extra: object = {}) =>
    release({
      request: { experiment: name, model: name, metric: "accuracy", directory: project.directory, ...extra },
      trackingUri: server.uri,
      environment: environment(),
    });

  it(
    "takes the best of the experiment's runs, and says that its comparison is weak",
    async () => {
      await push(0.85);
      const first = await withoutFile({ where: "metrics.accuracy > 0.8" });
      expect(first.decision).toMatchObject({ outcome: "promoted", promotion: { version: "1" } });
      await push(0.9);
      const second = await withoutFile();
      expect(second.decision.verdicts[0]?.reason).toContain("unpaired, weak");
      expect(second.decision).toMatchObject({ outcome: "promoted", promotion: { version: "2" } });
    },
    5 * MINUTES,
  );

  it(
    "says in one line what is missing",
    async () => {
      await expect(withoutFile({ experiment: "No Such" })).rejects.toThrow(
        "the experiment 'No Such' does not exist, so there is nothing to release",
      );
      await push(0.85);
      await expect(withoutFile({ where: "metrics.accuracy >> 1" })).rejects.toMatchObject({
        trouble: "usage",
      });
      await expect(withoutFile({ artifact: "mdoel" })).rejects.toMatchObject({
        trouble: "usage",
        hint: "it logged model: name it with `release.artifact`",
      });
      const nothing = await withoutFile({ where: "metrics.accuracy > 2" });
      expect(nothing.decision.outcome).toBe("held");
      expect(nothing.decision.reason).toContain("metrics.accuracy > 2 does not hold of the mean");
    },
    5 * MINUTES,
  );
});
