import { describe, expect, it } from "vitest";
import { type TrackingApi, temporaryTracking } from "../testing/tracking-api.js";

async function newRun({ runs }: TrackingApi): Promise<string> {
  return (await runs.create({ experiment_id: "0", run_name: "r" })).run.info.run_id;
}

const dataOf = async ({ runs }: TrackingApi, run_id: string) => (await runs.get({ run_id })).run.data;

describe("params", () => {
  it("never change", async () => {
    const api = await temporaryTracking();
    const run_id = await newRun(api);
    await api.runs.logParameter({ run_id, key: "p", value: "1" });
    await api.runs.logParameter({ run_id, key: "p", value: "1" });
    await api.runs.logParameter({ run_id, key: "empty" });
    await expect(api.runs.logParameter({ run_id, key: "p", value: "2" })).rejects.toThrow(
      `Changing param values is not allowed. Param with key='p' was already logged with value='1' for run ` +
        `ID='${run_id}'. Attempted logging new value '2'.`,
    );
    expect((await dataOf(api, run_id)).params).toEqual([
      { key: "empty", value: "" },
      { key: "p", value: "1" },
    ]);
  });

  it("are cut at 6000 characters, tags at 8000, counted as code points", async () => {
    const api = await temporaryTracking();
    const run_id = await newRun(api);
    await api.runs.logParameter({ run_id, key: "p", value: "😀".repeat(6001) });
    await api.runs.logParameter({ run_id, key: "p", value: "😀".repeat(6002) });
    await api.runs.setTag({ run_id, key: "t", value: "v".repeat(8001) });
    const { params, tags } = await dataOf(api, run_id);
    expect(params).toEqual([{ key: "p", value: "😀".repeat(6000) }]);
    expect(tags.find(({ key }) => key === "t")?.value).toHaveLength(8000);
  });
});

describe("a batch", () => {
  it("is stored whole, the last value of a tag winning", async () => {
    const api = await temporaryTracking();
    const run_id = await newRun(api);
    await api.runs.logBatch({
      run_id,
      metrics: [{ key: "acc", value: 0.5, timestamp: 1 }],
      params: [{ key: "p", value: "x" }],
      tags: [
        { key: "t", value: "1" },
        { key: "t", value: "2" },
      ],
    });
    await api.runs.logBatch({ run_id });
    const { metrics, params, tags } = await dataOf(api, run_id);
    expect(metrics).toEqual([{ key: "acc", value: 0.5, timestamp: 1, step: 0 }]);
    expect(params).toEqual([{ key: "p", value: "x" }]);
    expect(tags).toContainEqual({ key: "t", value: "2" });
  });

  it("writes nothing when one of its params would change", async () => {
    const api = await temporaryTracking();
    const run_id = await newRun(api);
    await api.runs.logParameter({ run_id, key: "p", value: "it's" });
    const before = await dataOf(api, run_id);
    const batch = api.runs.logBatch({
      run_id,
      params: [
        { key: "fresh", value: "1" },
        { key: "p", value: "2" },
      ],
      metrics: [{ key: "m", value: 1, timestamp: 1 }],
      tags: [{ key: "t", value: "1" }],
    });
    await expect(batch).rejects.toThrow(
      `Params were already logged='[{'key': 'p', 'old_value': "it's", 'new_value': '2'}]' for run ID='${run_id}'.`,
    );
    expect(await dataOf(api, run_id)).toEqual(before);
  });

  it("takes 1000 metrics of different keys at once", async () => {
    const api = await temporaryTracking();
    const run_id = await newRun(api);
    const metrics = Array.from({ length: 999 }, (_, index) => ({
      key: `m${index}`,
      value: index,
      timestamp: 1,
    }));
    await api.runs.logBatch({ run_id, metrics });
    expect((await dataOf(api, run_id)).metrics).toHaveLength(999);
  });

  const many = (length: number) => Array.from({ length }, (_, index) => ({ key: `k${index}`, value: "1" }));
  const points = (length: number) => many(length).map(({ key }) => ({ key, value: 1, timestamp: 1 }));
  it.each([
    ["1001 metrics", { metrics: points(1001) }, "at most 1000 metrics. Got 1001 metrics."],
    ["101 params", { params: many(101) }, "at most 100 params. Got 101 params."],
    ["101 tags", { tags: many(101) }, "at most 100 tags. Got 101 tags."],
    [
      "1020 entities",
      { metrics: points(1000), tags: many(20) },
      "at most 1000 metrics, params, and tags. Got 1020 metrics, params, and tags.",
    ],
    [
      "a param twice",
      { params: [...many(1), ...many(1)] },
      "Duplicate parameter keys have been submitted: ['k0']. Please ensure the request contains only one param value per param key.",
    ],
    [
      "a negative timestamp",
      { metrics: [{ key: "a", value: 1, timestamp: -5 }] },
      "Invalid value -5 for parameter 'metrics[0].timestamp' supplied: metric 'a' (value=1.0). Timestamp must be a nonnegative long (64-bit integer) ",
    ],
    [
      "a metric name that resolves to another",
      { metrics: [...points(1), { key: "a//b", value: 1, timestamp: 1 }] },
      `Invalid value "a//b" for parameter 'metrics[1].name' supplied: Names may be treated as files in certain cases, and must not resolve to other names when treated as such. This name would resolve to 'a/b'`,
    ],
    [
      "a long tag key",
      { tags: [{ key: "k".repeat(251) }] },
      "'tags[0].key' exceeds the maximum length of 250 characters",
    ],
    [
      "half a dataset",
      { metrics: [{ key: "a", value: 1, timestamp: 1, dataset_name: "d" }] },
      "Both dataset_name and dataset_digest must be provided if one is provided",
    ],
  ])("is refused with %s", async (_, batch, message) => {
    const api = await temporaryTracking();
    const run_id = await newRun(api);
    const before = await dataOf(api, run_id);
    const logged = api.runs.logBatch({ run_id, ...batch });
    await expect(logged).rejects.toMatchObject({ code: "INVALID_PARAMETER_VALUE" });
    await expect(logged).rejects.toThrow(message);
    expect(await dataOf(api, run_id)).toEqual(before);
  });
});

describe("keys", () => {
  it.each(["a/b", "a:b", "ä", "日本", " a", " ", "a.b-c_d"])("may be %j", async (key) => {
    const api = await temporaryTracking();
    const run_id = await newRun(api);
    await api.runs.logMetric({ run_id, key, value: 1, timestamp: 1 });
    expect((await dataOf(api, run_id)).metrics.map((metric) => metric.key)).toEqual([key]);
  });

  it.each([
    ["/a", "would resolve to '/a'"],
    ["//a", "would resolve to '//a'"],
    ["a/", "would resolve to 'a'"],
    ["..", "would resolve to '..'"],
    ["a/../b", "would resolve to 'b'"],
    [".", "would resolve to '.'"],
    ["./a", "would resolve to 'a'"],
    ["a\nb", `Invalid value "a\\nb" for parameter 'name' supplied: Names may only contain alphanumerics`],
    ["a\u0000", `Invalid value "a\\u0000" for parameter 'name'`],
    ["😀", `Invalid value "\\ud83d\\ude00" for parameter 'name'`],
    ["a%b", "Names may only contain"],
    ["k".repeat(251), "'Metric name' exceeds the maximum length of 250 characters"],
  ])("may not be %j", async (key, message) => {
    const api = await temporaryTracking();
    const run_id = await newRun(api);
    await expect(api.runs.logMetric({ run_id, key, value: 1, timestamp: 1 })).rejects.toThrow(message);
  });
});

describe("tags", () => {
  it("are set, set again and deleted", async () => {
    const api = await temporaryTracking();
    const run_id = await newRun(api);
    await api.runs.setTag({ run_id, key: "t", value: "1" });
    await api.runs.setTag({ run_id, key: "t" });
    expect((await dataOf(api, run_id)).tags).toContainEqual({ key: "t", value: "" });
    await api.runs.deleteTag({ run_id, key: "t" });
    await expect(api.runs.deleteTag({ run_id, key: "t" })).rejects.toMatchObject({
      code: "RESOURCE_DOES_NOT_EXIST",
      message: `No tag with name: t in run with id ${run_id}`,
    });
  });
});

describe("a model logged by a client before MLflow 3", () => {
  const model = {
    artifact_path: "model",
    flavors: { a: { config: { big: 1 }, b: 2 } },
    utc_time_created: "t",
    run_id: "x",
  };

  it("is added to the history tag", async () => {
    const api = await temporaryTracking();
    const run_id = await newRun(api);
    for (const artifact_path of ["model", "other"])
      await api.runs.logModel({ run_id, model_json: JSON.stringify({ ...model, artifact_path }) });
    const tag = (await dataOf(api, run_id)).tags.find(({ key }) => key === "mlflow.log-model.history");
    expect(tag?.value, "as Python writes it").toMatch(/^\[{"run_id": "x", "artifact_path": "model", /);
    expect(JSON.parse(tag?.value ?? "")).toEqual([
      {
        run_id: "x",
        artifact_path: "model",
        utc_time_created: "t",
        model_uuid: null,
        flavors: { a: { b: 2 } },
      },
      {
        run_id: "x",
        artifact_path: "other",
        utc_time_created: "t",
        model_uuid: null,
        flavors: { a: { b: 2 } },
      },
    ]);
  });

  it.each([
    ["nope", "Malformed model info. \n nope \n is not a valid JSON."],
    ["[]", "Malformed model info."],
    [
      "{}",
      "Model json is missing mandatory fields: {'artifact_path', 'flavors', 'utc_time_created', 'run_id'}",
    ],
  ])("is refused when it is %s", async (model_json, message) => {
    const api = await temporaryTracking();
    await expect(api.runs.logModel({ run_id: await newRun(api), model_json })).rejects.toThrow(message);
  });

  it("leaves a history that it cannot read as it is", async () => {
    const api = await temporaryTracking();
    const run_id = await newRun(api);
    await api.runs.setTag({ run_id, key: "mlflow.log-model.history", value: "mine" });
    await expect(api.runs.logModel({ run_id, model_json: JSON.stringify(model) })).rejects.toThrow(
      "must be a JSON list",
    );
    expect((await dataOf(api, run_id)).tags).toContainEqual({
      key: "mlflow.log-model.history",
      value: "mine",
    });
  });
});

describe("inputs and outputs", () => {
  const dataset = { name: "d", digest: "abc", source_type: "local", source: "{}", schema: "s", profile: "p" };
  const context = (value: string) => [{ key: "mlflow.data.context", value }];

  it("are kept once, with the tags of the first time", async () => {
    const api = await temporaryTracking();
    const run_id = await newRun(api);
    await api.runs.logInputs({
      run_id,
      datasets: [
        { dataset, tags: context("train") },
        { dataset, tags: context("test") },
      ],
      models: [{ model_id: "m-in" }],
    });
    await api.runs.logInputs({ run_id, datasets: [{ dataset, tags: context("again") }] });
    await api.runs.logOutputs({ run_id, models: [{ model_id: "m-out", step: 3 }, { model_id: "m-2" }] });
    await api.runs.logOutputs({ run_id, models: [{ model_id: "m-out", step: 4 }] });
    const { inputs, outputs } = (await api.runs.get({ run_id })).run;
    expect(inputs).toEqual({
      dataset_inputs: [{ dataset, tags: context("train") }],
      model_inputs: [{ model_id: "m-in" }],
    });
    expect(outputs?.model_outputs).toHaveLength(2);
    expect(outputs?.model_outputs).toContainEqual({ model_id: "m-out", step: 3 });
    const found = await api.runs.search({ experiment_ids: ["0"] });
    expect(found.runs[0]).toMatchObject({ inputs: { dataset_inputs: [{ dataset }] }, outputs });
  });

  it("share a dataset among the runs of an experiment", async () => {
    const api = await temporaryTracking();
    for (const value of ["train", "test"])
      await api.runs.logInputs({
        run_id: await newRun(api),
        datasets: [{ dataset, tags: context(value) }],
      });
    expect(await api.database.read.selectFrom("datasets").selectAll().execute()).toHaveLength(1);
    const found = await api.runs.search({
      experiment_ids: ["0"],
      filter: "dataset.context = 'test' AND dataset.name = 'd'",
    });
    expect(found.runs.map((run) => run.inputs?.dataset_inputs[0]?.tags)).toEqual([context("test")]);
  });

  it.each([
    [
      { dataset: { ...dataset, name: "n".repeat(501) } },
      "'name' exceeds the maximum length of 500 characters",
    ],
    [
      { dataset: { ...dataset, digest: "n".repeat(37) } },
      "'digest' exceeds the maximum length of 36 characters",
    ],
    [{ dataset, tags: [{ key: "k".repeat(256) }] }, "'key' exceeds the maximum length of 255 characters"],
    [
      { dataset, tags: [{ key: "k", value: "v".repeat(501) }] },
      "'value' exceeds the maximum length of 500 characters",
    ],
  ])("are refused beyond the limits (case %#)", async (input, message) => {
    const api = await temporaryTracking();
    const run_id = await newRun(api);
    await expect(api.runs.logInputs({ run_id, datasets: [input] })).rejects.toThrow(message);
    expect((await api.runs.get({ run_id })).run.inputs?.dataset_inputs).toEqual([]);
  });
});
