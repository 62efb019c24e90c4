import { release, runBuild } from "@slipway/pipeline";
import { connect } from "@slipway/sdk";
import { afterAll, beforeAll, expect, it } from "vitest";
import { slipway } from "../cli/slipway.js";
import { makeProject, type Project, REST_PRELUDE } from "./project.js";
import { startTrackingServer } from "./tracking-server.js";

const MINUTES = 60_000;
const NAME = "Mail Filter";

/** What is trained depends on the seed, and on the machine as far as DRIFT says. */
const TRAIN = `${REST_PRELUDE}
const quality = 0.85 + Number(process.argv[2]) / 1000 + Number(process.env.DRIFT ?? 0);
await metric("val_accuracy", Number(quality.toFixed(6)));
await logModel("model", { quality });
`;
const EVALUATE = `
import { readFileSync, writeFileSync } from "node:fs";
const [, , model, out] = process.argv;
const { quality } = JSON.parse(readFileSync(model + "/model.json", "utf8"));
const rows = Array.from({ length: 1000 }, (_, i) => [i, "ham", i / 1000 < quality ? "ham" : "spam"].join(","));
writeFileSync(out, "id,label,prediction\\n" + rows.join("\\n") + "\\n");
`;
const FILE = `version: 1
experiment: mails
model: ${NAME}
build:
  command: node train.mjs \${{ matrix.seed }}
  matrix: { seed: [1, 2, 3] }
  repeat-over: seed
release:
  select: { metric: val_accuracy, min-repeats: 3 }
  evaluate: node evaluate.mjs "\${{ model.path }}" "\${{ output }}"
  gates: [improvement: { metric: accuracy }]
`;

let server: Awaited<ReturnType<typeof startTrackingServer>>;
let project: Project;
beforeAll(async () => {
  server = await startTrackingServer();
  project = await makeProject({ "slipway.yaml": FILE, "train.mjs": TRAIN, "evaluate.mjs": EVALUATE });
  const environment = { PATH: process.env.PATH ?? "", HOME: process.env.HOME ?? "" };
  const options = { trackingUri: server.uri, environment };
  const { runId } = await runBuild({ ...options, file: await project.file() });
  const { decision } = await release({
    ...options,
    request: { file: await project.file(), buildRunId: runId },
  });
  expect(decision.outcome).toBe("promoted");
}, 3 * MINUTES);
afterAll(async () => {
  await project?.remove();
  await server.stop();
  await server.removeFolder();
});

it.each([
  { drift: "0", outcome: "bit-equal", code: 0, reason: "every file of the model is the same", differs: [] },
  {
    drift: "0.001",
    outcome: "within seed noise",
    code: 0,
    reason: "val_accuracy is 0.853; the 3 repeats of its configuration range from 0.851 to 0.853",
    differs: ["model.json"],
  },
  {
    drift: "-0.1",
    outcome: "not reproduced",
    code: 1,
    reason: "in accuracy the new model is significantly worse than the version",
    differs: ["model.json"],
  },
])(
  "says $outcome of a version that is trained again with a drift of $drift",
  async ({ drift, outcome, code, reason, differs }) => {
    // What lies in the folder is not what was committed.
    await project.write({ "train.mjs": "process.exit(1)" });
    const env = { MLFLOW_TRACKING_URI: server.uri, DRIFT: drift };
    const ended = await slipway(["reproduce", `models:/${NAME}/1`, "--json"], {
      cwd: project.directory,
      env,
    });
    expect(ended.code, ended.stderr).toBe(code);
    const found = JSON.parse(ended.stdout);
    expect(found).toMatchObject({ outcome, differs });
    expect(found.reasons).toContain(reason);

    const { client } = connect(server.uri);
    const { run } = await client.runs.get({ run_id: found.run_id });
    expect(run.data.tags).toContainEqual({ key: "slipway.reproduces", value: found.version });
    expect(await project.git("worktree", "list")).not.toContain("\n");
  },
  MINUTES,
);

it("says what is wrong when the version cannot be found, or was not trained here", async () => {
  const env = { MLFLOW_TRACKING_URI: server.uri };
  const none = await slipway(["reproduce", `models:/${NAME}/9`], { cwd: project.directory, env });
  expect([none.code, none.stderr]).toEqual([2, expect.stringContaining("9")]);
  const elsewhere = await makeProject({ "a.txt": "" });
  const other = await slipway(["reproduce", `models:/${NAME}/1`], { cwd: elsewhere.directory, env });
  await elsewhere.remove();
  expect([other.code, other.stderr]).toEqual([2, expect.stringMatching(/commit/)]);
});
