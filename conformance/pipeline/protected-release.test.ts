import { execFile } from "node:child_process";
import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import {
  buildReport,
  createKeys,
  getTestSet,
  history,
  openTestSet,
  type ProgressEvent,
  protect,
  type ReleaseOptions,
  type ReleaseResult,
  release,
  renderReport,
  retireTestSet,
  transcript,
  verify,
} from "@slipway/pipeline";
import { connect, downloadFrom } from "@slipway/sdk";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { programOf } from "../clients/environment.js";
import { prepareClients, reportLeftOut } from "../clients/prepare-clients.js";
import { serverUnderTest } from "../servers/start-server.js";
import { makeProject, type Project } from "./project.js";
import { startTrackingServer } from "./tracking-server.js";

const MINUTES = 60_000;
const atomic = serverUnderTest() === "slipway";
const NAME = "Mail Filter";

/** Two runs of the real client, each with a model that bears a signature. */
const TRAIN = `
import json, sys
import mlflow, numpy as np, pandas as pd
from mlflow.models import infer_signature
class Rule(mlflow.pyfunc.PythonModel):
    def predict(self, context, model_input, params=None):
        return np.zeros(len(model_input))
mlflow.set_experiment("mail")
inputs = pd.DataFrame({"length": [1.0, 2.0], "links": [0.5, 1.5]})
for quality in (0.85, 0.9):
    json.dump({"quality": quality}, open("quality.json", "w"))
    with mlflow.start_run(tags={"round": str(quality), "data_date": sys.argv[1]}):
        mlflow.log_metric("val_accuracy", quality)
        mlflow.pyfunc.log_model(
            name="model", python_model=Rule(), artifacts={"quality": "quality.json"},
            signature=infer_signature(inputs, np.array([0.0, 1.0])), pip_requirements=[],
        )
`;
const EVALUATE = `
import { readFileSync, writeFileSync } from "node:fs";
const [, , model, out, metrics] = process.argv;
const { quality } = JSON.parse(readFileSync(model + "/artifacts/quality.json", "utf8"));
console.log("accuracy is " + quality);
const rows = Array.from({ length: 1000 }, (_, i) => {
  const right = (i * 7919) % 1000 < quality * 1000;
  const [label, other] = i % 2 ? ["spam", "ham"] : ["ham", "spam"];
  return [i, label, right ? label : other, i % 3 ? "long" : "short"].join(",");
});
writeFileSync(out, "id,label,prediction,size\\n" + rows.join("\\n") + "\\n");
writeFileSync(metrics, JSON.stringify({ latency_ms: 3 }));
`;
const DRIFT = `
import { readFileSync } from "node:fs";
const rightIn = (file) => readFileSync(file, "utf8").split("\\n").filter((row) => /,(\\w+),\\1,/.test(row)).length;
const [own, other] = process.argv.slice(2).map((file) => (file ? rightIn(file) : 0));
console.log("right are " + own + " and " + other);
console.log(JSON.stringify({ status: "pass", reason: "drift of 0.01", evidence: { drift: 0.01 } }));
`;
const slipwayYaml = (round: number, testSet = "") => `version: 1
experiment: mail
model: ${NAME}
release:
  select: { metric: val_accuracy, where: "tags.round = '${round}'" }
  evaluate: node evaluate.mjs "\${{ model.path }}" "\${{ output }}" "\${{ metrics }}"
${testSet}
  gates:
    - threshold: { metric: accuracy, min: 0.80 }
    - improvement: { metric: accuracy }
    - non-inferiority: { metric: accuracy, margin: 0.02 }
    - slices: { by: size, metric: accuracy, max-drop: 0.05 }
    - slices: { by: label, metric: recall, max-drop: 0.05 }
    - flips: { max: 0.02 }
    - budget: { metric: model_size_mb, max: 5 }
    - budget: { metric: latency_ms, max-ratio: 1.1 }
    - freshness: { max-age: 30d, of: tags.data_date }
    - schema: {}
    - command: { run: 'node drift.mjs "\${{ candidate.predictions }}" "\${{ champion.predictions }}"', name: drift }
`;

let server: Awaited<ReturnType<typeof startTrackingServer>>;
let project: Project;
let keys: string;
const environment = () => ({ PATH: process.env.PATH ?? "", HOME: process.env.HOME ?? "" });
const registryOptions = () => ({
  model: NAME,
  trackingUri: server.uri,
  directory: project.directory,
  environment: environment(),
});

const clients = await prepareClients();
if (clients.available) suiteOf(programOf(clients.folders["mlflow-3"], "python"));
else reportLeftOut("a protected model, released through every gate", clients.reason);

/** @param python of the real client, which trains the models */
function suiteOf(python: string): void {
  beforeAll(() => start(python), 3 * MINUTES);
  afterAll(async () => {
    await server.stop();
    await server.removeFolder();
    await project.remove();
    await rm(keys, { recursive: true, force: true });
  });

  describe("a model that only signed decisions move", () => {
    it(
      "is released through every gate, first and over a champion on a sealed test set, and proves it",
      releaseTwice,
      3 * MINUTES,
    );
  });
}

async function start(python: string): Promise<void> {
  [server, keys] = await Promise.all([startTrackingServer(), mkdtemp(join(tmpdir(), "keys-"))]);
  project = await makeProject({
    "slipway.yaml": slipwayYaml(0.85),
    "evaluate.mjs": EVALUATE,
    "drift.mjs": DRIFT,
    "train.py": TRAIN,
  });
  await promisify(execFile)(python, ["train.py", new Date().toISOString()], {
    cwd: project.directory,
    env: { ...environment(), MLFLOW_TRACKING_URI: server.uri, MLFLOW_DISABLE_TELEMETRY: "true" },
  });
}

async function releaseRound(round: number, extra: Partial<ReleaseOptions> = {}, testSet?: string) {
  await project.write({ "slipway.yaml": slipwayYaml(round, testSet) });
  if (await project.git("status", "--porcelain", "--untracked-files=no"))
    await project.commit(`Round ${round}`);
  const request = { file: await project.file() };
  return release({ request, trackingUri: server.uri, environment: environment(), ...extra });
}

/** Everything that a release leaves for people and machines, but for what is encrypted and the selection. */
async function traces(result: ReleaseResult, seen: ProgressEvent[]): Promise<string> {
  const connection = connect(server.uri);
  const run_id = result.runId ?? "";
  const { run } = await connection.client.runs.get({ run_id });
  const { files } = await connection.client.artifacts.list({ run_id, path: "slipway" });
  const plain = files.filter(({ is_dir }) => !is_dir);
  const texts = await Promise.all(
    plain.map(async ({ path }) =>
      readFile(await downloadFrom(connection, `runs:/${run_id}/${path}`), "utf8"),
    ),
  );
  const html = await renderReport(buildReport(result.decision), "html");
  return JSON.stringify([transcript(result), run.data.tags, texts, html, seen], (_, value) =>
    typeof value === "bigint" ? String(value) : value,
  );
}

async function releaseTwice(): Promise<void> {
  const { client } = connect(server.uri);
  const { privateKey, publicKey } = await createKeys(join(keys, "ci"), "ed25519", undefined);
  const sign = { key: privateKey };
  await client.registeredModels.create({ name: NAME });
  const protecting = protect({
    ...registryOptions(),
    place: { alias: "champion" },
    publicKey: await readFile(publicKey, "utf8"),
  });
  if (atomic) {
    await protecting;
    await expect(releaseRound(0.85)).rejects.toMatchObject({
      trouble: "usage",
      message: expect.stringContaining("is not signed: `slipway release --key FILE` signs it"),
    });
  } else await expect(protecting).rejects.toThrow("cannot protect stages and aliases");

  const first = await releaseRound(0.85, { sign });
  expect(first.decision).toMatchObject({
    outcome: "promoted",
    promotion: { version: "1", guarantee: atomic ? "atomic" : "check-then-act" },
  });
  expect(first.decision.verdicts.filter(({ status }) => status === "pass").map(({ gate }) => gate)).toEqual([
    "threshold",
    "budget",
    "freshness",
    "command",
  ]);
  const uri = `models:/${NAME}/1`;
  const verified = await verify({ uri, trackingUri: server.uri, key: publicKey });
  expect(verified.checks.map(({ status }) => status)).toEqual(Array(6).fill("ok"));
  if (atomic) await expectRecordedAndSpent();

  const dry = await releaseRound(0.9, { sign, dryRun: true });
  expect(dry.decision.reason).toMatch(/^dry run; otherwise it would be promoted/);
  expect(dry.decision.verdicts.map(({ status }) => status)).toEqual(Array(11).fill("pass"));

  const seen: ProgressEvent[] = [];
  const sealed = "  test-set: { name: mail, looks: 4, passes: 2, reveal: sealed }";
  const second = await releaseRound(0.9, { sign, observe: (event) => seen.push(event) }, sealed);
  expect(second.decision).toMatchObject({
    outcome: "promoted",
    promotion: { version: "2", archived: ["1"] },
    verdicts: [{ gate: "test-set", status: "pass" }],
    test_set: { look: 1, sealed: true },
  });
  expect(await traces(second, seen)).not.toMatch(/accuracy is|right are|drift of|McNemar|[+]0[.]05/);

  const set = { trackingUri: server.uri, name: "mail" };
  expect((await getTestSet(set)).spent).toMatchObject([{ passed: true, champion: "1" }]);
  await retireTestSet({ ...set, reason: "new labels came in" });
  const folder = join(keys, "opened");
  await openTestSet({ ...set, folder });
  const evidence = JSON.parse(await readFile(join(folder, "look-1", "evidence.json"), "utf8"));
  expect(evidence.verdicts).toHaveLength(11);
  expect(evidence.evaluation.candidate.accuracy).toBe(0.9);
}

/** The history bears the signed decision, which serves once. */
async function expectRecordedAndSpent(): Promise<void> {
  const { entries } = await history(registryOptions());
  expect(entries.map(({ action }) => action)).toEqual(["promote", "protect"]);
  const [promotion] = entries;
  expect(promotion?.envelope?.signatures).toHaveLength(1);
  const replayed = connect(server.uri).client.promotions.create({
    name: NAME,
    version: "1",
    stage: "Production",
    alias: "champion",
    expected_champion: "1",
    idempotency_key: "replayed",
    envelope: promotion?.envelope,
  });
  await expect(replayed).rejects.toMatchObject({
    code: "PERMISSION_DENIED",
    message: expect.stringMatching(/^The decision '.*' was spent/),
  });
}
