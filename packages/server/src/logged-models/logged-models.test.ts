import { describe, expect, it } from "vitest";
import { type TrackingApi, temporaryTracking } from "../testing/tracking-api.js";

const notFound = (id: string) => ({
  code: "RESOURCE_DOES_NOT_EXIST",
  message: `Logged model with ID '${id}' not found.`,
});

async function newModel({ loggedModels }: TrackingApi, name?: string): Promise<string> {
  return (await loggedModels.create({ experiment_id: "0", name })).model.info.model_id;
}

describe("logged models", () => {
  it("are created pending, with their files below the experiment", async () => {
    const { loggedModels } = await temporaryTracking();
    const { model } = await loggedModels.create({
      experiment_id: "0",
      name: "lm",
      model_type: "classifier",
      source_run_id: "r",
      params: [{ key: "a", value: "b" }],
      tags: [{ key: "t", value: "v" }],
    });
    const { model_id } = model.info;
    expect(model_id).toMatch(/^m-[0-9a-f]{32}$/);
    expect(model).toMatchObject({
      info: {
        experiment_id: "0",
        name: "lm",
        artifact_uri: `mlflow-artifacts:/0/models/${model_id}/artifacts`,
        status: "LOGGED_MODEL_PENDING",
        model_type: "classifier",
        source_run_id: "r",
        tags: [{ key: "t", value: "v" }],
      },
      data: { params: [{ key: "a", value: "b" }], metrics: [] },
    });
    expect(await loggedModels.get({ model_id })).toEqual({ model });
    const bare = (await loggedModels.create({ experiment_id: "0" })).model.info;
    expect(bare).toMatchObject({ model_type: "", source_run_id: "" });
    expect(bare.name).toMatch(/^[a-z]+-[a-z]+-\d+$/);
  });

  it("are finalized, deleted softly, and still found when asked for", async () => {
    const api = await temporaryTracking();
    const model_id = await newModel(api);
    const ready = await api.loggedModels.finalize({ model_id, status: "LOGGED_MODEL_READY" });
    expect(ready.model.info.status).toBe("LOGGED_MODEL_READY");
    for (let time = 0; time < 2; time++) await api.loggedModels.delete({ model_id });
    await expect(api.loggedModels.get({ model_id })).rejects.toMatchObject(notFound(model_id));
    expect((await api.loggedModels.get({ model_id, allow_deleted: true })).model.info.model_id).toBe(
      model_id,
    );
    expect((await api.loggedModels.search({ experiment_ids: ["0"] })).models).toEqual([]);
  });

  it("keep tags and params; a param never changes", async () => {
    const api = await temporaryTracking();
    const model_id = await newModel(api);
    await api.loggedModels.setTags({
      model_id,
      tags: [{ key: "t", value: "1" }, { key: "u" }, { key: "t", value: "2" }],
    });
    await api.loggedModels.deleteTag({ model_id, tag_key: "u" });
    await expect(api.loggedModels.deleteTag({ model_id, tag_key: "u" })).rejects.toThrow(
      `No tag with key 'u' found for model with ID '${model_id}'.`,
    );
    await api.loggedModels.logParams({ model_id, params: [{ key: "p", value: "1" }] });
    await api.loggedModels.logParams({ model_id, params: [{ key: "p", value: "1" }] });
    const change = api.loggedModels.logParams({ model_id, params: [{ key: "q" }, { key: "p", value: "2" }] });
    await expect(change).rejects.toThrow("Changing param values is not allowed.");
    const { info, data } = (await api.loggedModels.get({ model_id })).model;
    expect(info.tags).toEqual([{ key: "t", value: "2" }]);
    expect(data.params).toEqual([{ key: "p", value: "1" }]);
  });

  it("get a second copy of the metrics that name them", async () => {
    const api = await temporaryTracking();
    const model_id = await newModel(api);
    const run_id = (await api.runs.create({ experiment_id: "0" })).run.info.run_id;
    const point = { key: "acc", value: 0.9, timestamp: 5, step: 1 };
    await api.runs.logBatch({ run_id, metrics: [point] });
    const named = { ...point, model_id, dataset_name: "d", dataset_digest: "x" };
    await api.runs.logBatch({ run_id, metrics: [named] });
    await api.runs.logMetric({ run_id, ...named });
    expect((await api.loggedModels.get({ model_id })).model.data.metrics).toEqual([{ ...named, run_id }]);
    expect((await api.runs.get({ run_id })).run.data.metrics).toEqual([point]);
    const unknown = api.runs.logBatch({ run_id, metrics: [{ ...point, key: "b", model_id: "m-nope" }] });
    await expect(unknown).rejects.toMatchObject(notFound("m-nope"));
    expect((await api.runs.get({ run_id })).run.data.metrics).toEqual([point]);
  });

  it("say that an unknown one is not found", async () => {
    const { loggedModels } = await temporaryTracking();
    const model_id = "m-nope";
    for (const attempt of [
      () => loggedModels.get({ model_id }),
      () => loggedModels.finalize({ model_id, status: "LOGGED_MODEL_READY" }),
      () => loggedModels.delete({ model_id }),
      () => loggedModels.setTags({ model_id, tags: [] }),
      () => loggedModels.deleteTag({ model_id, tag_key: "t" }),
      () => loggedModels.logParams({ model_id, params: [] }),
    ])
      await expect(attempt()).rejects.toMatchObject(notFound(model_id));
  });

  it.each([
    [
      { experiment_id: "0", name: "a/b" },
      `Invalid model name ('a/b') provided. Model name must be a non-empty string and cannot contain the following characters: ('/', ':', '.', '%', '"', "'")`,
    ],
    [{ experiment_id: "99" }, "No Experiment with id=99 exists"],
    [
      {
        experiment_id: "0",
        params: [
          { key: "p", value: "1" },
          { key: "p", value: "2" },
        ],
      },
      "Duplicate param keys have been submitted: ['p']. Give one value per key.",
    ],
  ])("refuse %o, and make nothing", async (request, message) => {
    const api = await temporaryTracking();
    await expect(api.loggedModels.create(request)).rejects.toThrow(message);
    expect((await api.loggedModels.search({ experiment_ids: ["0"] })).models).toEqual([]);
  });
});

describe("searching logged models", () => {
  async function three() {
    const api = await temporaryTracking();
    const run_id = (await api.runs.create({ experiment_id: "0" })).run.info.run_id;
    const ids: Record<string, string> = {};
    for (const name of ["a", "b", "c"]) ids[name] = await newModel(api, name);
    await api.loggedModels.finalize({ model_id: ids.a as string, status: "LOGGED_MODEL_READY" });
    await api.loggedModels.setTags({ model_id: ids.b as string, tags: [{ key: "t", value: "x" }] });
    await api.loggedModels.logParams({ model_id: ids.b as string, params: [{ key: "p", value: "1" }] });
    const point = (name: string, value: number, step: number, dataset_name: string) => ({
      key: "acc",
      value,
      step,
      timestamp: 1,
      model_id: ids[name] as string,
      dataset_name,
      dataset_digest: "1",
    });
    // The latest of a is 0.3, on d2; its only one on d1 is 0.9.
    await api.runs.logBatch({
      run_id,
      metrics: [point("a", 0.9, 1, "d1"), point("a", 0.3, 2, "d2"), point("b", 0.5, 1, "d1")],
    });
    return api;
  }

  it.each([
    [{ filter: "name = 'a'" }, ["a"]],
    [{ filter: "name IN ('a', 'b')" }, ["a", "b"]],
    [{ filter: "status = 'READY'" }, ["a"]],
    [{ filter: "status != 'READY'" }, ["b", "c"]],
    [{ filter: "metrics.acc > 0.4" }, ["b"]],
    [{ filter: "metrics.acc > 0.4", datasets: [{ dataset_name: "d1" }] }, ["a", "b"]],
    [{ filter: "metrics.acc > 0.4", datasets: [{ dataset_name: "d1", dataset_digest: "2" }] }, []],
    [{ datasets: [{ dataset_name: "d2" }] }, ["a"]],
    [{ filter: "params.p = '1' AND tags.t LIKE 'x%'" }, ["b"]],
    [{ filter: "creation_timestamp > 1 AND name != 'c'" }, ["a", "b"]],
  ])("finds by %o", async (request, expected) => {
    const { loggedModels } = await three();
    const found = await loggedModels.search({ experiment_ids: ["0"], ...request });
    expect(found.models.map((model) => model.info.name).sort()).toEqual(expected);
  });

  it.each([
    [[{ field_name: "name" }], ["a", "b", "c"]],
    [[{ field_name: "name", ascending: false }], ["c", "b", "a"]],
    [[{ field_name: "metrics.acc" }], ["a", "b", "c"]],
    [[{ field_name: "metrics.acc", ascending: false }], ["b", "a", "c"]],
    [[{ field_name: "metrics.acc", ascending: false, dataset_name: "d1" }], ["a", "b", "c"]],
  ])("orders by %o, missing metrics last", async (order_by, expected) => {
    const { loggedModels } = await three();
    const found = await loggedModels.search({ experiment_ids: ["0"], order_by });
    expect(found.models.map((model) => model.info.name)).toEqual(expected);
  });

  it("pages, and refuses the token of another search", async () => {
    const { loggedModels } = await three();
    const request = { experiment_ids: ["0"], max_results: 2, order_by: [{ field_name: "name" }] };
    const first = await loggedModels.search(request);
    const { next_page_token: page_token } = first;
    const second = await loggedModels.search({ ...request, page_token });
    expect([...first.models, ...second.models].map((model) => model.info.name)).toEqual(["a", "b", "c"]);
    expect(second.next_page_token).toBeUndefined();
    await expect(loggedModels.search({ ...request, page_token, filter: "name = 'a'" })).rejects.toThrow(
      "Filter string in the page token does not match the requested filter string. Expected: name = 'a'. Found: None",
    );
    await expect(loggedModels.search({ ...request, page_token: "bogus" })).rejects.toThrow(
      "Invalid page token",
    );
  });

  it.each([
    [{ experiment_ids: [] }, "Missing value for required parameter 'experiment_ids'."],
    [{ experiment_ids: ["0"], max_results: -1 }, "It must be a positive integer"],
    [
      { experiment_ids: ["0"], order_by: [{ field_name: "params.a" }] },
      "Invalid order by field name: params.a. Only metrics are supported.",
    ],
    [{ experiment_ids: ["0"], order_by: [{ field_name: "bogus" }] }, "Invalid order by field name: bogus"],
    [{ experiment_ids: ["0"], filter: "metrics.a > 'x'" }, "x"],
    [{ experiment_ids: ["x"] }, "Invalid experiment ID 'x'."],
  ])("refuses %o", async (request, message) => {
    const { loggedModels } = await temporaryTracking();
    const search = loggedModels.search(request);
    await expect(search).rejects.toMatchObject({ code: "INVALID_PARAMETER_VALUE" });
    await expect(search).rejects.toThrow(message);
  });
});
