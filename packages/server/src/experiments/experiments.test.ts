import { describe, expect, it } from "vitest";
import { collated, databaseKind } from "../database/testing/borrowed-database.js";
import { temporaryTracking } from "../testing/tracking-api.js";
import { joinLocation } from "./join-location.js";

const notFound = (id: string) => ({
  code: "RESOURCE_DOES_NOT_EXIST",
  message: `No Experiment with id=${id} exists`,
});

describe("experiments", () => {
  it("has Default from the start, and numbers the others from 1", async () => {
    const { experiments } = await temporaryTracking();
    const { experiment } = await experiments.get({ experiment_id: "0" });
    expect(experiment).toMatchObject({
      experiment_id: "0",
      name: "Default",
      artifact_location: "mlflow-artifacts:/0",
      lifecycle_stage: "active",
      workspace: "default",
    });
    expect(await experiments.create({ name: "a" })).toEqual({ experiment_id: "1" });
    expect(await experiments.create({ name: "b", artifact_location: "s3://bucket/p" })).toEqual({
      experiment_id: "2",
    });
    const byName = await experiments.getByName({ experiment_name: "b" });
    expect(byName.experiment).toMatchObject({
      experiment_id: "2",
      artifact_location: "s3://bucket/p",
      tags: [],
    });
    expect((await experiments.get({ experiment_id: " +1 " })).experiment.artifact_location).toBe(
      "mlflow-artifacts:/1",
    );
  });

  it("keeps tags, without touching the time of the last update", async () => {
    const { experiments } = await temporaryTracking();
    await experiments.create({ name: "a", tags: [{ key: "x", value: "1" }, { key: "empty" }] });
    const before = (await experiments.get({ experiment_id: "1" })).experiment;
    expect(before.tags).toEqual([
      { key: "empty", value: "" },
      { key: "x", value: "1" },
    ]);
    await experiments.setTag({ experiment_id: "1", key: "x", value: "2" });
    await experiments.deleteTag({ experiment_id: "1", key: "empty" });
    const after = (await experiments.get({ experiment_id: "1" })).experiment;
    expect(after).toEqual({ ...before, tags: [{ key: "x", value: "2" }] });
    await expect(experiments.deleteTag({ experiment_id: "1", key: "empty" })).rejects.toMatchObject({
      code: "RESOURCE_DOES_NOT_EXIST",
      message: "No tag with name: empty in experiment with id 1",
    });
  });

  it("refuses a name that is taken, even by a deleted experiment, and changes nothing", async () => {
    const { experiments } = await temporaryTracking();
    await experiments.create({ name: "a" });
    await experiments.create({ name: "b" });
    await experiments.delete({ experiment_id: "1" });
    const taken = { code: "RESOURCE_ALREADY_EXISTS", message: "Experiment(name=a) already exists." };
    await expect(experiments.create({ name: "a" })).rejects.toMatchObject(taken);
    await expect(experiments.update({ experiment_id: "2", new_name: "a" })).rejects.toMatchObject(taken);
    await experiments.update({ experiment_id: "2", new_name: "b" });
    expect((await experiments.search({ max_results: 10, view_type: "ALL" })).experiments).toHaveLength(3);
  });

  it("deletes and restores an experiment with all its runs", async () => {
    const { experiments, runs } = await temporaryTracking();
    await experiments.create({ name: "a" });
    const [kept, deleted] = [
      await runs.create({ experiment_id: "1" }),
      await runs.create({ experiment_id: "1" }),
    ].map(({ run }) => run.info.run_id);
    await runs.delete({ run_id: deleted as string });
    await experiments.delete({ experiment_id: "1" });
    const stage = async (id: string | undefined) =>
      (await runs.get({ run_id: id as string })).run.info.lifecycle_stage;
    expect([await stage(kept), await stage(deleted)]).toEqual(["deleted", "deleted"]);
    await expect(experiments.delete({ experiment_id: "1" })).rejects.toMatchObject(notFound("1"));
    const inactive = { message: "The experiment 1 must be in the 'active' state. Current state is deleted." };
    await expect(runs.create({ experiment_id: "1" })).rejects.toMatchObject(inactive);
    await expect(experiments.setTag({ experiment_id: "1", key: "k" })).rejects.toMatchObject(inactive);
    await expect(experiments.update({ experiment_id: "1", new_name: "z" })).rejects.toMatchObject({
      message: "Cannot rename a non-active experiment.",
    });
    await experiments.restore({ experiment_id: "1" });
    expect([await stage(kept), await stage(deleted)]).toEqual(["active", "active"]);
    await expect(experiments.restore({ experiment_id: "1" })).rejects.toMatchObject(notFound("1"));
  });

  it.each([
    ["99999", notFound("99999")],
    ["-1", notFound("-1")],
    ["99999999999999999999", notFound("99999999999999999999")],
    [
      "abc",
      {
        code: "INVALID_PARAMETER_VALUE",
        message: "Invalid experiment ID 'abc'. Experiment ID must be a valid integer.",
      },
    ],
    ["1.5", { code: "INVALID_PARAMETER_VALUE" }],
    ["0x1", { code: "INVALID_PARAMETER_VALUE" }],
  ])("answers for the id %s what MLflow answers", async (experiment_id, error) => {
    const { experiments } = await temporaryTracking();
    await expect(experiments.get({ experiment_id })).rejects.toMatchObject(error);
    await expect(experiments.delete({ experiment_id })).rejects.toMatchObject(error);
    await expect(experiments.setTag({ experiment_id, key: "k" })).rejects.toMatchObject(error);
  });

  it.each([
    ["a blank name", { name: "  " }, "Invalid experiment name: '  '"],
    ["a long name", { name: "n".repeat(501) }, "'name' exceeds the maximum length of 500 characters"],
    [
      "a long key",
      { name: "a", tags: [{ key: "k".repeat(251) }] },
      "'key' exceeds the maximum length of 250 characters",
    ],
    [
      "a long value",
      { name: "a", tags: [{ key: "k", value: "v".repeat(20_001) }] },
      "'value' exceeds the maximum length of 20000 characters",
    ],
    [
      "a key that is no path",
      { name: "a", tags: [{ key: "a//b" }] },
      `Invalid value "a//b" for parameter 'key' supplied: Names may be treated as files`,
    ],
  ])("refuses %s", async (_, request, message) => {
    const { experiments } = await temporaryTracking();
    await expect(experiments.create(request)).rejects.toThrow(message);
    expect((await experiments.search({ max_results: 10 })).experiments).toHaveLength(1);
  });

  it("takes ids beyond 2^53, which MLflow's file store made", async () => {
    const { experiments, runs, database } = await temporaryTracking();
    const id = 636_120_188_737_462_123n;
    const insert = database.write((tx) =>
      tx
        .insertInto("experiments")
        .values({ experiment_id: id, name: "old", lifecycle_stage: "active", artifact_location: "s3://b" })
        .execute(),
    );
    // Elsewhere MLflow's column has four bytes, so that no such experiment can be there.
    if (databaseKind() !== "sqlite") {
      await expect(insert).rejects.toThrow(/out of range/i);
      await expect(experiments.get({ experiment_id: String(id) })).rejects.toMatchObject(
        notFound(String(id)),
      );
      expect((await runs.search({ experiment_ids: [String(id)] })).runs).toEqual([]);
      return;
    }
    await insert;
    const { run } = await runs.create({ experiment_id: String(id) });
    expect(run.info.experiment_id).toBe(String(id));
    expect((await runs.search({ experiment_ids: [String(id)] })).runs).toHaveLength(1);
    const found = await experiments.search({ max_results: 5, filter: `experiment_id = '${id}'` });
    expect(found.experiments.map((experiment) => experiment.name)).toEqual(["old"]);
  });
});

describe("searching experiments", () => {
  const names = async (filter?: string, order_by?: string[], view_type?: "ALL" | "DELETED_ONLY") => {
    const { experiments } = await temporaryTracking();
    await experiments.create({ name: "alpha", tags: [{ key: "team", value: "red" }] });
    await experiments.create({ name: "Beta", tags: [{ key: "team", value: "blue" }] });
    await experiments.create({ name: "gamma" });
    await experiments.delete({ experiment_id: "3" });
    const found = await experiments.search({ max_results: 10, filter, order_by, view_type });
    return found.experiments.map((experiment) => experiment.name);
  };

  it.each([
    ["name = 'alpha'", ["alpha"]],
    ["name LIKE 'b%'", []],
    ["name ILIKE 'b%'", ["Beta"]],
    ["tags.team = 'red'", ["alpha"]],
    ["tags.team != 'red'", ["Beta"]],
    ["tags.team IS NULL", ["Default"]],
    ["tags.team IS NOT NULL AND name != 'Beta'", ["alpha"]],
    ["creation_time < 5", []],
    ["experiment_id IN ('0', '2')", ["Beta", "Default"]],
  ])("finds by %s", async (filter, expected) => {
    expect((await names(filter, ["name"])).sort()).toEqual([...expected].sort());
  });

  it("orders and views", async () => {
    const down = ["alpha", "Default", "Beta"].sort((a, b) => (collated(a) < collated(b) ? 1 : -1));
    expect(await names(undefined, ["name DESC"])).toEqual(down);
    expect(await names(undefined, ["experiment_id"], "ALL")).toEqual(["Default", "alpha", "Beta", "gamma"]);
    expect(await names(undefined, [], "DELETED_ONLY")).toEqual(["gamma"]);
  });

  it("pages with MLflow's tokens, looking one row ahead", async () => {
    const { experiments } = await temporaryTracking();
    for (const name of ["a", "b", "c"]) await experiments.create({ name });
    const search = (page_token?: string) =>
      experiments.search({ max_results: 2, order_by: ["experiment_id"], page_token });
    const first = await search();
    expect(first.next_page_token).toBe("eyJvZmZzZXQiOiAyfQ==");
    const second = await search(first.next_page_token);
    expect([...first.experiments, ...second.experiments].map((experiment) => experiment.name)).toEqual([
      "Default",
      "a",
      "b",
      "c",
    ]);
    expect(second.next_page_token).toBeUndefined();
  });

  it.each([
    [{}, "Invalid value 0 for parameter 'max_results' supplied. It must be a positive integer"],
    [
      { max_results: 50_001 },
      "Invalid value 50001 for parameter 'max_results' supplied. It must be at most 50000",
    ],
    [{ max_results: 1, page_token: "bogus" }, "Invalid page token, could not base64-decode"],
    [{ max_results: 1, page_token: "AAAA" }, "Invalid page token, decoded value=b'\\x00\\x00\\x00'"],
    [
      { max_results: 1, page_token: Buffer.from('{"offset": "x"}').toString("base64") },
      "Invalid page token, not stringable x",
    ],
    [{ max_results: 1, filter: "bogus = 'x'" }, "bogus"],
    [{ max_results: 1, order_by: ["tags.a"] }, "tags"],
  ])("refuses %o", async (request, message) => {
    const { experiments } = await temporaryTracking();
    const search = experiments.search(request);
    await expect(search).rejects.toMatchObject({ code: "INVALID_PARAMETER_VALUE" });
    await expect(search).rejects.toThrow(message);
  });

  it("says where a filter is wrong", async () => {
    const { experiments } = await temporaryTracking();
    await expect(
      experiments.search({ max_results: 1, filter: "name = 'a' AND bogus = 'b'" }),
    ).rejects.toMatchObject({
      details: { position: 15 },
    });
  });
});

describe("joinLocation", () => {
  it.each([
    ["mlflow-artifacts:/", "mlflow-artifacts:/7/x"],
    ["mlflow-artifacts:/3", "mlflow-artifacts:/3/7/x"],
    ["s3://bucket", "s3://bucket/7/x"],
    ["s3://bucket/p/", "s3://bucket/p/7/x"],
    ["wasbs://c@a.blob/p?sv=1", "wasbs://c@a.blob/p/7/x?sv=1"],
    ["./mlruns", "./mlruns/7/x"],
    ["/", "/7/x"],
  ])("appends to %s", (root, expected) => {
    expect(joinLocation(root, "7", "x")).toBe(expected);
  });
});
