import { readFile } from "node:fs/promises";
import { join } from "node:path";
import {
  findDecision,
  getTestSet,
  listTestSets,
  openTestSet,
  type ProgressEvent,
  type ReleaseOptions,
  type ReleaseResult,
  release,
  resolveTestSet,
  retireTestSet,
  transcript,
} from "@slipway/pipeline";
import { connect, downloadFrom } from "@slipway/sdk";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { serverUnderTest } from "../servers/start-server.js";
import { logModel } from "./logged-model.js";
import { makeProject, type Project } from "./project.js";
import { startTrackingServer } from "./tracking-server.js";

const MINUTES = 60_000;
const atomic = serverUnderTest() === "slipway";
let server: Awaited<ReturnType<typeof startTrackingServer>>;
let project: Project;

/** A model is the number of examples, of 1,000, that it answers rightly. The first column is a secret of the labels. */
const EVALUATE = `
import { readFileSync, writeFileSync } from "node:fs";
const [, , model, out, salt] = process.argv;
const { quality } = JSON.parse(readFileSync(model + "/model.json", "utf8"));
console.log("accuracy is " + quality / 1000);
const rows = Array.from({ length: 1000 }, (_, i) => {
  const right = (i * 7919) % 1000 < quality;
  return [salt + i, i % 2 ? "spam" : "ham", right ? (i % 2 ? "spam" : "ham") : "other"].join(",");
});
writeFileSync(out, "id,label,prediction\\n" + rows.join("\\n") + "\\n");
`;

beforeAll(async () => {
  server = await startTrackingServer();
  project = await makeProject({ "evaluate.mjs": EVALUATE });
}, 3 * MINUTES);
afterAll(async () => {
  await server.stop();
  await server.removeFolder();
  await project.remove();
});

const openConnection = () => connect(server.uri);

/** Trains and releases one quality after the other on one budget. */
async function budgeted(name: string, terms: Parameters<typeof resolveTestSet>[0]) {
  const { client } = openConnection();
  const { experiment_id } = await client.experiments.create({ name });
  const seen: ProgressEvent[] = [];
  let trained = 0;
  const again = (extra: Partial<ReleaseOptions> = {}, salt = name): Promise<ReleaseResult> =>
    release({
      request: {
        experiment: name,
        model: name,
        metric: "accuracy",
        evaluate: `node evaluate.mjs "\${{ model.path }}" "\${{ output }}" "${salt}"`,
        testSet: resolveTestSet(terms),
        directory: project.directory,
      },
      trackingUri: server.uri,
      environment: { PATH: process.env.PATH ?? "" },
      observe: (event) => seen.push(event),
      ...extra,
    });
  const push = async (quality: number, extra?: Partial<ReleaseOptions>, salt?: string) => {
    trained += 1;
    const files = { "model.json": JSON.stringify({ quality }) };
    await logModel(openConnection(), experiment_id, files, trained);
    return again(extra, salt);
  };
  return { push, again, seen, experiment_id };
}

/** Everything that a release leaves for people and machines, but for what is encrypted. */
async function traces(result: ReleaseResult, seen: ProgressEvent[]): Promise<string> {
  const { client } = openConnection();
  const run_id = result.runId ?? "";
  const { run } = await client.runs.get({ run_id });
  const { files } = await client.artifacts.list({ run_id, path: "slipway" });
  const plain = files.filter(({ is_dir }) => !is_dir);
  const texts = await Promise.all(
    plain.map(async ({ path }) =>
      readFile(await downloadFrom(openConnection(), `runs:/${run_id}/${path}`), "utf8"),
    ),
  );
  const { selection: _, ...decision } = result.decision;
  return JSON.stringify(
    [decision, transcript(result), run.data.tags, texts, plain.map(({ path }) => path), seen],
    (__, value) => (typeof value === "bigint" ? String(value) : value),
  );
}

describe("a release on a budgeted test set", () => {
  it(
    "spends a look, shows its verdict alone, and opens all when a pass retires the set",
    async () => {
      const name = "first change";
      const { push, again, seen } = await budgeted(name, { name, looks: 4 });
      const first = await push(850);
      expect(first.decision).toMatchObject({
        outcome: "promoted",
        test_set: { look: 1, left: 3, sealed: true, guarantee: atomic ? "atomic" : "check-then-act" },
      });
      const second = await push(851);
      expect(second.decision).toMatchObject({
        outcome: "held",
        reason: expect.stringMatching(/look 2 of 4 at first change: not every gate .*sealed/),
        evaluation: { examples: 1000, candidate: {} },
        test_set: { look: 2, models: 4 },
      });
      expect(await traces(second, seen)).not.toMatch(
        /0\.85[01]|accuracy is|indistinguishable|McNemar|p_worse|"ham"/,
      );
      const worse = await push(700);
      expect(worse.decision).toMatchObject({ outcome: "held", test_set: { look: 3 } });
      // The same question is answered without another look.
      expect((await again()).decision).toMatchObject({ outcome: "held", test_set: { look: 3, left: 1 } });

      expect(await findDecision(server.uri, second.runId)).toMatchObject({
        evaluation: { candidate: {} },
        test_set: { sealed: true },
      });
      const folder = join(project.directory, "opened");
      await expect(openTestSet({ trackingUri: server.uri, name, folder })).rejects.toThrow("is sealed");
      const better = await push(900);
      expect(better.decision).toMatchObject({
        outcome: "promoted",
        evaluation: {
          candidate: { accuracy: 0.9 },
          champion: { accuracy: 0.85 },
          examples_uri: `runs:/${better.runId}/slipway/examples.json`,
        },
        test_set: { look: 4, sealed: false, retired: "look 4 of 4 passed" },
      });
      expect(better.decision.verdicts.map(({ gate }) => gate)).toEqual(["improvement", "test-set"]);
      const [, opened] = await openTestSet({ trackingUri: server.uri, name, folder });
      const evidence = JSON.parse(await readFile(join(folder, "look-2", "evidence.json"), "utf8"));
      expect(evidence).toMatchObject({ evaluation: { candidate: { accuracy: 0.851 } } });
      expect(opened?.files).toContain(join(folder, "look-2", "predictions.csv"));
      expect(await readFile(join(folder, "look-2", "predictions.csv"), "utf8")).toContain(
        "first change1,spam,other",
      );

      expect(await findDecision(server.uri, second.runId)).toMatchObject({
        evaluation: { candidate: { accuracy: 0.851 } },
        verdicts: [{ gate: "improvement", status: "not-enough-data" }, { gate: "test-set" }],
        test_set: { sealed: false, retired: "look 4 of 4 passed" },
      });

      const refused = await push(950);
      expect(refused.decision).toMatchObject({ outcome: "refused", evaluation: { candidate: {} } });
      expect(refused.decision.reason).toMatch(/is retired: look 4 of 4 passed\. .*fresh labels: 1000/);
      const fresh = await push(960, {}, "other ");
      expect(fresh.decision).toMatchObject({
        outcome: "promoted",
        test_set: { look: 1, retired: "look 1 of 4 passed" },
      });
    },
    3 * MINUTES,
  );

  it(
    "spends nothing when nothing can come of it, and names a set that these examples are not",
    async () => {
      const name = "unspent";
      const { push, again } = await budgeted(name, { name, looks: 2, adaptivity: "none" });
      const dry = await push(850, { dryRun: true });
      expect(dry.decision).toMatchObject({ outcome: "held", verdicts: [] });
      expect(dry.decision.reason).toBe(
        "dry run: the test set unspent was not looked at, since each look counts",
      );
      const { sets } = await listTestSets({ trackingUri: server.uri });
      expect(sets.map((set) => set.name)).not.toContain(name);
      await again();
      await expect(push(900, {}, "other labels")).rejects.toThrow("has other examples or labels than these");
      await push(910);
      expect((await push(990)).decision).toMatchObject({
        outcome: "refused",
        reason: expect.stringContaining("has served all 2 decisions"),
        test_set: { left: 0 },
      });
      const retired = await retireTestSet({ trackingUri: server.uri, name, reason: "new labels came in" });
      expect(retired).toMatchObject({ retired_reason: "new labels came in" });
      const shown = await getTestSet({ trackingUri: server.uri, name });
      expect(shown.spent.map(({ passed }) => passed)).toEqual([true, true]);
    },
    3 * MINUTES,
  );

  it(
    "shows everything with `reveal: full`, and says that nothing is guaranteed then",
    async () => {
      const name = "shown";
      const { push } = await budgeted(name, { name, reveal: "full" });
      const { decision } = await push(850);
      expect(decision).toMatchObject({
        evaluation: { candidate: { accuracy: 0.85 } },
        test_set: { sealed: false, revealed: 1 },
      });
    },
    3 * MINUTES,
  );
});
