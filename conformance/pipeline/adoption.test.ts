import { loadBuild, runBuild } from "@slipway/pipeline";
import { connect } from "@slipway/sdk";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { programOf } from "../clients/environment.js";
import { prepareClients, reportLeftOut } from "../clients/prepare-clients.js";
import { makeProject, type Project } from "./project.js";
import { startTrackingServer } from "./tracking-server.js";

const MINUTES = 60_000;
const clients = await prepareClients();

if (!clients.available) reportLeftOut("builds of Python scripts that make their own runs", clients.reason);
else suite(programOf(clients.folders["mlflow-3"], "python"));

function suite(python: string): void {
  let server: Awaited<ReturnType<typeof startTrackingServer>>;
  let project: Project;
  beforeAll(async () => {
    server = await startTrackingServer();
  }, 3 * MINUTES);
  afterAll(async () => {
    await server.stop();
    await server.removeFolder();
  });
  afterEach(() => project.remove());

  /** Builds a project with one script over two seeds; returns what a release would choose from. */
  async function candidates(script: string) {
    const name = `adoption ${Math.random()}`;
    project = await makeProject({
      "slipway.yaml": `version: 1
experiment: ${name}
build:
  command: '"${python}" train.py \${{ matrix.seed }}'
  matrix: { seed: [1, 2] }
  repeat-over: seed
  max-parallel: 2
`,
      "train.py": `import sys, mlflow\nseed = int(sys.argv[1])\nEXPERIMENT = ${JSON.stringify(name)}\n${script}`,
    });
    const { runId, candidates: results } = await runBuild({
      file: await project.file(),
      trackingUri: server.uri,
      environment: { ...process.env, MLFLOW_DISABLE_TELEMETRY: "true" },
    });
    expect(results.map(({ status, reason }) => [status, reason])).toEqual([
      ["FINISHED", undefined],
      ["FINISHED", undefined],
    ]);
    const pool = await loadBuild(connect(server.uri), runId);
    const runs = pool.runs.map(({ run, cell, variant }) => ({
      status: run.info.status,
      value: run.data.metrics.find(({ key }) => key === "accuracy")?.value,
      seed: cell?.seed,
      variant,
      parent: run.data.tags.find(({ key }) => key === "mlflow.parentRunId")?.value === runId,
    }));
    runs.sort((a, b) => `${a.variant} ${a.seed}`.localeCompare(`${b.variant} ${b.seed}`));
    return { runs, pool };
  }

  const finished = { status: "FINISHED", parent: true };

  describe("a build of a Python script", () => {
    it(
      "has the run that the script resumes, once",
      async () => {
        const { runs } = await candidates(`
with mlflow.start_run():
    mlflow.log_metric("accuracy", seed / 10)
`);
        expect(runs).toEqual([
          { ...finished, value: 0.1, seed: "1", variant: undefined },
          { ...finished, value: 0.2, seed: "2", variant: undefined },
        ]);
      },
      3 * MINUTES,
    );

    it(
      "has every run of a loop of models, by the names that the script gave them",
      async () => {
        const { runs, pool } = await candidates(`
mlflow.set_experiment(EXPERIMENT)
for model, value in [("nb", 0.1), ("lr", 0.2)]:
    run_id = mlflow.MlflowClient().create_run(
        mlflow.get_experiment_by_name(EXPERIMENT).experiment_id,
        tags=mlflow.tracking.context.registry.resolve_tags(), run_name=model,
    ).info.run_id
    mlflow.MlflowClient().log_metric(run_id, "accuracy", value + seed / 100)
`);
        expect(runs).toEqual([
          { ...finished, value: expect.closeTo(0.21), seed: "1", variant: "lr" },
          { ...finished, value: expect.closeTo(0.22), seed: "2", variant: "lr" },
          { ...finished, value: expect.closeTo(0.11), seed: "1", variant: "nb" },
          { ...finished, value: expect.closeTo(0.12), seed: "2", variant: "nb" },
        ]);
        expect(pool.runs).toHaveLength(4);
      },
      3 * MINUTES,
    );

    it(
      "has the resumed run of a loop beside those that it starts after it",
      async () => {
        const { runs } = await candidates(`
for model, value in [("nb", 0.1), ("lr", 0.2), ("svm", 0.3)]:
    with mlflow.start_run(run_name=model):
        mlflow.log_metric("accuracy", value)
`);
        expect(runs.map(({ variant, seed, value }) => [variant, seed, value])).toEqual([
          ["lr", "1", 0.2],
          ["lr", "2", 0.2],
          ["nb", "1", 0.1],
          ["nb", "2", 0.1],
          ["svm", "1", 0.3],
          ["svm", "2", 0.3],
        ]);
      },
      3 * MINUTES,
    );

    it(
      "finds runs in an experiment that the script sets itself",
      async () => {
        const { runs, pool } = await candidates(`
mlflow.set_experiment("of the script")
with mlflow.start_run():
    mlflow.log_metric("accuracy", seed / 10)
`);
        expect(runs).toEqual([
          { ...finished, value: 0.1, seed: "1", variant: undefined },
          { ...finished, value: 0.2, seed: "2", variant: undefined },
        ]);
        expect(pool.experimentIds).toHaveLength(2);
      },
      3 * MINUTES,
    );

    it(
      "takes the runs of a logger that makes its own, in an experiment of its own, and leaves none open",
      async () => {
        // What the MLflow loggers of training frameworks do: a client of their own, and a run that bears the context.
        const { runs } = await candidates(`
from mlflow.tracking.context.registry import resolve_tags
client = mlflow.MlflowClient()
found = client.get_experiment_by_name("of the logger")
try:
    experiment_id = found.experiment_id if found else client.create_experiment("of the logger")
except mlflow.MlflowException:
    experiment_id = client.get_experiment_by_name("of the logger").experiment_id
run = client.create_run(experiment_id, tags=resolve_tags({"logger": "yes"}))
client.log_metric(run.info.run_id, "accuracy", seed / 10)
`);
        expect(runs).toEqual([
          { ...finished, value: 0.1, seed: "1", variant: undefined },
          { ...finished, value: 0.2, seed: "2", variant: undefined },
        ]);
      },
      3 * MINUTES,
    );

    it(
      "leaves out the runs inside of one that was logged to",
      async () => {
        const { runs } = await candidates(`
with mlflow.start_run():
    for step in range(3):
        with mlflow.start_run(nested=True):
            mlflow.log_metric("accuracy", 0.9)
    mlflow.log_metric("accuracy", seed / 10)
`);
        expect(runs.map(({ value }) => value)).toEqual([0.1, 0.2]);
      },
      3 * MINUTES,
    );
  });
}
