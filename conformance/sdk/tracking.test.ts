import { tmpdir } from "node:os";
import type { Run } from "@slipway/contract";
import {
  ApiError,
  activeRun,
  endRun,
  logBatch,
  logInput,
  logMetric,
  logMetrics,
  logParam,
  logParams,
  type RunSearch,
  searchRuns,
  setExperiment,
  setTag,
  setTrackingUri,
  startRun,
  trackingClient,
} from "@slipway/sdk";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { type RunningServer, serverUnderTest, startServer } from "../servers/start-server.js";

let server: RunningServer;
beforeAll(async () => {
  server = await startServer(serverUnderTest());
  setTrackingUri(server.uri);
}, 180_000);
afterAll(async () => {
  await server?.stop();
  await server?.removeFolder();
}, 60_000);

let counter = 0;
beforeEach(async () => {
  await setExperiment(`experiment ${++counter}`);
});
afterEach(() => {
  for (const name of ["ID", "CONTEXT"]) delete process.env[`MLFLOW_RUN_${name}`];
});

const read = async (runId: string): Promise<Run> => (await trackingClient().runs.get({ run_id: runId })).run;
const record = (pairs: readonly { key: string; value: string }[]) =>
  Object.fromEntries(pairs.map(({ key, value }) => [key, value]));
const all = async (search: RunSearch): Promise<Run[]> => {
  const found = [];
  for await (const run of searchRuns(search)) found.push(run);
  return found;
};

describe("what a run records", () => {
  it("keeps params, metrics, tags and data", async () => {
    const runId = await startRun(
      { runName: "first", description: "a try", tags: { team: "mail" } },
      async (run) => {
        await logParam("c", 10);
        await logParams({ model: "bayes", shuffle: true });
        await logMetric("loss", Number.NaN, { step: 1 });
        await logMetric("accuracy", 0.7, { step: 1, timestamp: 1000 });
        await logMetrics({ accuracy: 0.8, recall: -1 }, { step: 2, timestamp: 2000 });
        await setTag("checked", false);
        await logInput(
          { name: "mails", digest: "abc", source: "mails.csv", profile: { rows: 2 } },
          "training",
        );
        return run.runId;
      },
    );
    const { info, data, inputs } = await read(runId);
    expect(info).toMatchObject({ run_name: "first", status: "FINISHED", lifecycle_stage: "active" });
    expect(info.end_time).toBeGreaterThanOrEqual(Number(info.start_time));
    expect(record(data.params)).toEqual({ c: "10", model: "bayes", shuffle: "true" });
    const metrics = data.metrics.map(({ key, value, timestamp, step }) => [
      key,
      value,
      key === "loss" || timestamp,
      step,
    ]);
    expect(metrics.sort()).toEqual([
      ["accuracy", 0.8, 2000, 2],
      ["loss", Number.NaN, true, 1],
      ["recall", -1, 2000, 2],
    ]);
    expect(record(data.tags)).toMatchObject({
      team: "mail",
      checked: "false",
      "mlflow.runName": "first",
      "mlflow.note.content": "a try",
      "mlflow.source.type": "LOCAL",
      "mlflow.user": info.user_id,
    });
    expect(inputs?.dataset_inputs).toMatchObject([
      {
        tags: [{ key: "mlflow.data.context", value: "training" }],
        dataset: { name: "mails", digest: "abc", source: '{"uri":"mails.csv"}', profile: '{"rows":2}' },
      },
    ]);
  });

  it("cuts what is logged together to what one request may carry", async () => {
    const numbered = <T>(count: number, make: (n: number) => T) =>
      Array.from({ length: count }, (_, n) => make(n));
    const run = await startRun(async (run) => {
      await logBatch({
        params: numbered(230, (n) => ({ key: `p${n}`, value: String(n) })),
        tags: numbered(120, (n) => ({ key: `t${n}`, value: String(n) })),
        metrics: numbered(2500, (n) => ({ key: "m", value: n, timestamp: n, step: n })),
      });
      return run;
    });
    const { data } = await read(run.runId);
    expect(data.params).toHaveLength(230);
    expect(data.tags.filter(({ key }) => /^t\d/.test(key))).toHaveLength(120);
    const history = await trackingClient().metrics.getHistory({ run_id: run.runId, metric_key: "m" });
    expect(history.metrics).toHaveLength(2500);
  });

  it("passes the server's refusal on, and ends the run as failed", async () => {
    const attempt = startRun({ runName: "twice" }, async () => {
      await logParam("c", 1);
      await logParam("c", 2);
    });
    await expect(attempt).rejects.toThrow(/Changing param values is not allowed/);
    await expect(attempt).rejects.toBeInstanceOf(ApiError);
    expect((await all({}))[0]?.info.status).toBe("FAILED");
  });

  it("takes the tags that its surroundings give to every new run", async () => {
    process.env.MLFLOW_RUN_CONTEXT = '{"slipway.cell": "c=1", "depth": 2}';
    const run = await startRun({ tags: { depth: 3 } }, (run) => run);
    expect(record((await read(run.runId)).data.tags)).toMatchObject({ "slipway.cell": "c=1", depth: "3" });
    process.env.MLFLOW_RUN_CONTEXT = "team=mail";
    await expect(startRun()).rejects.toThrow(/MLFLOW_RUN_CONTEXT must be a JSON object.*'team=mail'/);
  });
});

describe("which run is active", () => {
  it("keeps runs that go on side by side apart, each a child of the run around it", async () => {
    const parent = await startRun({ runName: "parent" }, async (run) => {
      const child = (value: number) =>
        startRun(async () => {
          await logParam("value", value);
          await logMetric("value", value);
        });
      await Promise.all([1, 2, 3].map(child));
      await logParam("own", "yes");
      return run;
    });
    const children = await all({ filter: `tags.mlflow.parentRunId = '${parent.runId}'` });
    const values = children.map(({ data }) => [record(data.params).value, data.metrics[0]?.value]);
    expect(values.sort()).toEqual([
      ["1", 1],
      ["2", 2],
      ["3", 3],
    ]);
    expect(record((await read(parent.runId)).data.params)).toEqual({ own: "yes" });
    expect(activeRun()).toBeUndefined();
  });

  it("starts one run for calls outside of any", async () => {
    await Promise.all([logParam("a", 1), logParam("b", 2), logMetric("m", 3)]);
    const run = activeRun();
    await endRun();
    expect(activeRun()).toBeUndefined();
    const found = await all({});
    expect(found.map(({ info }) => [info.run_id, info.status])).toEqual([[run?.runId, "FINISHED"]]);
    expect(record(found[0]?.data.params ?? [])).toEqual({ a: "1", b: "2" });
  });

  it("stays the one without callback until it ends, and refuses a second beside it", async () => {
    const first = await startRun();
    await expect(startRun()).rejects.toThrow(`The run ${first.runId} is active.`);
    const second = await startRun({ nested: true });
    await logParam("where", "inside");
    await second.end();
    await logParam("where", "outside");
    await first.end("KILLED");
    expect(record((await read(second.runId)).data.tags)["mlflow.parentRunId"]).toBe(first.runId);
    const ended = await read(first.runId);
    expect([ended.info.status, record(ended.data.params)]).toEqual(["KILLED", { where: "outside" }]);
  });

  it("does not end a run again that its callback has ended", async () => {
    const run = await startRun(async (run) => {
      await run.end("KILLED");
      return run;
    });
    expect((await read(run.runId)).info.status).toBe("KILLED");
  });
});

describe("MLFLOW_RUN_ID", () => {
  it("names the run that the first start goes on with, and no later one", async () => {
    const { run } = await trackingClient().runs.create({
      experiment_id: (await setExperiment(`experiment ${counter}`)).experiment_id,
      run_name: "prepared",
    });
    process.env.MLFLOW_RUN_ID = run.info.run_id;
    const first = await startRun({ tags: { more: 1 } }, async (run) => {
      await logParam("c", 1);
      expect((await read(run.runId)).info.status).toBe("RUNNING");
      return run;
    });
    const second = await startRun((run) => run);
    expect(first.runId).toBe(run.info.run_id);
    expect(second.runId).not.toBe(run.info.run_id);
    const { info, data } = await read(first.runId);
    expect([info.status, info.run_name]).toEqual(["FINISHED", "prepared"]);
    expect(record(data.tags)).toMatchObject({ more: "1" });
    expect(record(data.tags)["mlflow.source.name"]).toBeUndefined();
  });

  it("is refused when it names a deleted run, or one of another experiment than was set", async () => {
    const other = await startRun((run) => run);
    await setExperiment(`other than ${counter}`);
    await expect(startRun({ runId: other.runId })).rejects.toThrow(/but experiment \d+ was set/);
    const deleted = await startRun((run) => run);
    await trackingClient().runs.delete({ run_id: deleted.runId });
    await expect(startRun({ runId: deleted.runId })).rejects.toThrow(`The run ${deleted.runId} is deleted`);
  });
});

describe("experiments", () => {
  it("are created once, whoever asks first", async () => {
    const name = `shared, by ${tmpdir()}`;
    const both = await Promise.all([setExperiment(name), setExperiment(name)]);
    expect(both[0].experiment_id).toBe(both[1].experiment_id);
    const run = await startRun((run) => run);
    expect(run.experimentId).toBe(both[0].experiment_id);
  });

  it("take no runs when they are deleted", async () => {
    const { experiment_id } = await setExperiment("to be deleted");
    await trackingClient().experiments.delete({ experiment_id });
    await expect(setExperiment("to be deleted")).rejects.toThrow("The experiment 'to be deleted' is deleted");
  });

  it("are searched page by page", async () => {
    for (const n of [1, 2, 3, 4, 5]) await startRun({ runName: `run ${n}` }, () => logMetric("m", n));
    const found = await all({ filter: "metrics.m > 1", orderBy: ["metrics.m DESC"], pageSize: 2 });
    expect(found.map(({ info }) => info.run_name)).toEqual(["run 5", "run 4", "run 3", "run 2"]);
  });
});
