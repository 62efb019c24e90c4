import { describe, expect, it } from "vitest";
import { type TrackingApi, temporaryTracking } from "../testing/tracking-api.js";

async function newRun({ runs }: TrackingApi): Promise<string> {
  return (await runs.create({ experiment_id: "0" })).run.info.run_id;
}

const UNKNOWN = "0123456789abcdef0123456789abcdef";

describe("creating a run", () => {
  it("answers what it stored, without outputs", async () => {
    const { runs } = await temporaryTracking();
    const { run } = await runs.create({
      experiment_id: "0",
      user_id: "u",
      start_time: 1_700_000_000_000,
      run_name: "r one",
      tags: [{ key: "x", value: "y" }],
    });
    const id = run.info.run_id;
    expect(id).toMatch(/^[0-9a-f]{32}$/);
    const info = {
      run_id: id,
      run_uuid: id,
      run_name: "r one",
      experiment_id: "0",
      user_id: "u",
      status: "RUNNING",
      start_time: 1_700_000_000_000,
      artifact_uri: `mlflow-artifacts:/0/${id}/artifacts`,
      lifecycle_stage: "active",
    };
    const tags = [
      { key: "x", value: "y" },
      { key: "mlflow.runName", value: "r one" },
    ];
    const inputs = { dataset_inputs: [], model_inputs: [] };
    expect(run).toEqual({ info, data: { metrics: [], params: [], tags }, inputs });
    const read = await runs.get({ run_id: id });
    expect(read.run).toMatchObject({ info, inputs, outputs: { model_outputs: [] } });
    expect(read.run.data.tags).toHaveLength(2);
  });

  it("fills what is not given", async () => {
    const { runs } = await temporaryTracking();
    const { run } = await runs.create({ experiment_id: "0" });
    expect(run.info).toMatchObject({ user_id: "", start_time: 0 });
    expect(run.info.end_time).toBeUndefined();
    expect(run.info.run_name).toMatch(/^[a-z]+-[a-z]+-\d+$/);
    expect(run.info.run_name?.length).toBeLessThanOrEqual(20);
    expect(run.data.tags).toEqual([{ key: "mlflow.runName", value: run.info.run_name }]);
  });

  it("takes the name from the tag, and refuses two different names", async () => {
    const { runs } = await temporaryTracking();
    const tags = [{ key: "mlflow.runName", value: "b" }];
    expect((await runs.create({ experiment_id: "0", tags })).run.info.run_name).toBe("b");
    await expect(runs.create({ experiment_id: "0", run_name: "a", tags })).rejects.toThrow(
      "Both 'run_name' argument and 'mlflow.runName' tag are specified, but with different values " +
        "(run_name='a', mlflow.runName='b').",
    );
  });

  it("takes tags under keys that later calls refuse, as MLflow does", async () => {
    const { runs } = await temporaryTracking();
    const { run } = await runs.create({ experiment_id: "0", run_name: "a", tags: [{ key: "a//b" }] });
    expect(run.data.tags[0]).toEqual({ key: "a//b", value: "" });
  });

  it.each([
    ["no experiment", {}, "Missing value for required parameter 'experiment_id'."],
    ["an unknown experiment", { experiment_id: "77" }, "No Experiment with id=77 exists"],
    [
      "an unknown experiment before a tag twice",
      { experiment_id: "77", tags: [{ key: "k" }, { key: "k" }] },
      "No Exp",
    ],
    ["a wrong id", { experiment_id: "x" }, "Invalid experiment ID 'x'."],
    [
      "a tag twice",
      { experiment_id: "0", tags: [{ key: "k" }, { key: "k", value: "2" }] },
      "Duplicate tag keys have been submitted: ['k'].",
    ],
    [
      "a tag key longer than its column",
      { experiment_id: "0", tags: [{ key: "k".repeat(251) }] },
      "'tags[0].key' exceeds the maximum length of 250 characters",
    ],
  ])("refuses %s, and makes nothing", async (_, request, message) => {
    const { runs } = await temporaryTracking();
    await expect(runs.create(request)).rejects.toThrow(message);
    expect((await runs.search({ experiment_ids: ["0"] })).runs).toEqual([]);
  });
});

describe("changing a run", () => {
  it("ends and renames it, and keeps the name's tag in step both ways", async () => {
    const api = await temporaryTracking();
    const run_id = await newRun(api);
    const ended = await api.runs.update({ run_id, status: "FINISHED", end_time: 5, run_name: "renamed" });
    expect(ended.run_info).toMatchObject({ status: "FINISHED", end_time: 5, run_name: "renamed" });
    expect((await api.runs.update({ run_id, run_name: "" })).run_info).toEqual(ended.run_info);
    const name = async () => {
      const { info, data } = (await api.runs.get({ run_id })).run;
      return [info.run_name, data.tags.find(({ key }) => key === "mlflow.runName")?.value];
    };
    expect(await name()).toEqual(["renamed", "renamed"]);
    await api.runs.setTag({ run_id, key: "mlflow.runName", value: "by tag" });
    expect(await name()).toEqual(["by tag", "by tag"]);
    await api.runs.logBatch({ run_id, tags: [{ key: "mlflow.runName", value: "by batch" }, { key: "a" }] });
    expect(await name()).toEqual(["by batch", "by batch"]);
    expect((await api.runs.update({ run_id, status: "RUNNING" })).run_info.status).toBe("RUNNING");
  });

  it("deletes and restores it, again without harm", async () => {
    const api = await temporaryTracking();
    const run_id = await newRun(api);
    for (let time = 0; time < 2; time++) await api.runs.delete({ run_id });
    expect((await api.runs.get({ run_id })).run.info.lifecycle_stage).toBe("deleted");
    const refused = {
      code: "INVALID_PARAMETER_VALUE",
      message: `The run ${run_id} must be in the 'active' state. Current state is deleted.`,
    };
    const point = { key: "m", value: 1, timestamp: 1 };
    for (const attempt of [
      () => api.runs.update({ run_id, status: "FAILED" }),
      () => api.runs.logMetric({ run_id, ...point }),
      () => api.runs.logParameter({ run_id, key: "p", value: "1" }),
      () => api.runs.setTag({ run_id, key: "t" }),
      () => api.runs.deleteTag({ run_id, key: "t" }),
      () => api.runs.logBatch({ run_id, metrics: [point] }),
      () => api.runs.logInputs({ run_id }),
      () => api.runs.logOutputs({ run_id, models: [{ model_id: "m-1" }] }),
    ])
      await expect(attempt()).rejects.toMatchObject(refused);
    for (let time = 0; time < 2; time++) await api.runs.restore({ run_id });
    expect((await api.runs.get({ run_id })).run.data.metrics).toEqual([]);
    await api.runs.logMetric({ run_id, ...point });
  });

  it("answers for an unknown run that it is not found", async () => {
    const { runs } = await temporaryTracking();
    for (const run_id of [UNKNOWN, "a/b", "nope"])
      for (const attempt of [
        () => runs.get({ run_id }),
        () => runs.update({ run_id, status: "FINISHED" }),
        () => runs.delete({ run_id }),
        () => runs.restore({ run_id }),
        () => runs.logMetric({ run_id, key: "m", value: 1, timestamp: 1 }),
        () => runs.setTag({ run_id, key: "t" }),
        () => runs.logOutputs({ run_id, models: [{ model_id: "m-1" }] }),
      ])
        await expect(attempt()).rejects.toMatchObject({
          code: "RESOURCE_DOES_NOT_EXIST",
          message: `Run with id=${run_id} not found`,
        });
    await expect(runs.logBatch({ run_id: "bad id!" })).rejects.toThrow(
      `Invalid value "bad id!" for parameter 'run_id' supplied.`,
    );
  });
});
