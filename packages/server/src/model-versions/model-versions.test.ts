import { beforeAll, describe, expect, it } from "vitest";
import { type TestServer, temporaryServer } from "../testing/temporary-server.js";

let server: TestServer;
beforeAll(async () => {
  server = await temporaryServer();
});

interface Version {
  version: string;
  current_stage: string;
}

const call = (method: string, verb: string, body?: unknown) =>
  server.call(method, `model-versions/${verb}`, body);
const model = (name: string) => server.call("POST", "registered-models/create", { name });
const add = async (name: string, rest = {}): Promise<Version> => {
  const { body } = await call("POST", "create", { name, source: "s3://bucket/model", ...rest });
  return body.model_version as Version;
};
const get = async (name: string, version: string) =>
  (await call("GET", `get?${new URLSearchParams({ name, version })}`)).body.model_version as Version;
const stagesOf = async (name: string) => {
  const { body } = await call(
    "GET",
    `search?${new URLSearchParams({ filter: `name='${name}'`, order_by: "version_number" })}`,
  );
  return ((body.model_versions ?? []) as Version[]).map(
    ({ version, current_stage }) => `${version} ${current_stage}`,
  );
};
const transition = (name: string, version: string, stage: string, archive?: boolean) =>
  call("POST", "transition-stage", { name, version, stage, archive_existing_versions: archive });

describe("model versions", () => {
  it("are numbered, READY at once, and as MLflow shows them", async () => {
    await model("shown");
    const tags = [{ key: "k", value: "v" }, { key: "n" }];
    expect(await add("shown")).toEqual({
      name: "shown",
      version: "1",
      creation_timestamp: expect.any(Number),
      last_updated_timestamp: expect.any(Number),
      current_stage: "None",
      description: "",
      source: "s3://bucket/model",
      run_id: "",
      status: "READY",
      run_link: "",
    });
    const second = await add("shown", { tags, description: "d", run_link: "http://ci/1", run_id: "r" });
    expect(second).toMatchObject({ version: "2", description: "d", run_link: "http://ci/1", run_id: "r" });
    expect(second).toMatchObject({
      tags: [
        { key: "k", value: "v" },
        { key: "n", value: "" },
      ],
    });
    expect(await get("shown", "2")).toEqual(second);
    expect(await get("shown", " 02 ")).toEqual(second);
  });

  it("R16 have numbers of their own when a hundred are made at once", async () => {
    await model("contested");
    const made = await Promise.all(Array.from({ length: 100 }, () => add("contested")));
    expect(made.map(({ version }) => Number(version)).sort((a, b) => a - b)).toEqual(
      Array.from({ length: 100 }, (_, i) => i + 1),
    );
  });

  it("are forgotten when deleted, and their number is never used again", async () => {
    await model("deleting");
    await add("deleting");
    await add("deleting");
    await server.call("POST", "registered-models/alias", { name: "deleting", alias: "a", version: "2" });
    expect(await call("DELETE", "delete", { name: "deleting", version: "2" })).toMatchObject({
      status: 200,
      body: {},
    });
    expect(await call("DELETE", "delete", { name: "deleting", version: "2" })).toMatchObject({
      status: 404,
      body: { message: "Model Version (name=deleting, version=2) not found" },
    });
    expect(await stagesOf("deleting")).toEqual(["1 None"]);
    const { body } = await server.call("GET", "registered-models/get?name=deleting");
    expect(body.registered_model).not.toHaveProperty("aliases");
    expect((await add("deleting")).version).toBe("3");
  });

  it("have descriptions and tags that are set and deleted", async () => {
    await model("edited");
    await add("edited", { description: "d" });
    expect(
      (await call("PATCH", "update", { name: "edited", version: "1", description: "e" })).body.model_version,
    ).toMatchObject({
      description: "e",
    });
    expect(
      (await call("PATCH", "update", { name: "edited", version: "1" })).body.model_version,
    ).not.toHaveProperty("description");
    await call("POST", "set-tag", { name: "edited", version: "1", key: "k", value: "1" });
    await call("POST", "set-tag", { name: "edited", version: "1", key: "k" });
    expect(await get("edited", "1")).toMatchObject({ tags: [{ key: "k", value: "" }] });
    for (let i = 0; i < 2; i++)
      expect((await call("DELETE", "delete-tag", { name: "edited", version: "1", key: "k" })).status).toBe(
        200,
      );
    expect(await get("edited", "1")).not.toHaveProperty("tags");
  });

  it.each([
    ["GET", "get?name=x&version=99", undefined],
    ["GET", "get-download-uri?name=x&version=99", undefined],
    ["PATCH", "update", { name: "x", version: "99" }],
    ["DELETE", "delete", { name: "x", version: "99" }],
    ["POST", "transition-stage", { name: "x", version: "99", stage: "Staging" }],
    ["POST", "set-tag", { name: "x", version: "99", key: "k" }],
    ["DELETE", "delete-tag", { name: "x", version: "99", key: "k" }],
    ["GET", "get?name=x&version=99999999999999999999", undefined],
  ])("are not found by %s %s", async (method, verb, body) => {
    const answer = await call(method, verb, body);
    expect(answer).toMatchObject({ status: 404, body: { error_code: "RESOURCE_DOES_NOT_EXIST" } });
    expect(answer.body.message).toMatch(/^Model Version \(name=x, version=9/);
  });

  it.each([
    ["GET", "get?name=x&version=one", undefined, "Parameter 'version' must be an integer, got 'one'."],
    ["GET", "get?name=x", undefined, "Missing value for required parameter 'version'."],
    ["POST", "create", { name: "x" }, "Missing value for required parameter 'source'."],
    ["POST", "create", { source: "s3://b/x" }, "Missing value for required parameter 'name'."],
    [
      "POST",
      "create",
      { name: "x", source: `s3://b/${"x".repeat(500)}` },
      "'source' exceeds the maximum length of 500",
    ],
    [
      "POST",
      "create",
      { name: "x", source: "s3://b/x", run_link: "x".repeat(501) },
      "'run_link' exceeds the maximum",
    ],
    [
      "POST",
      "create",
      { name: "x", source: "s3://b/x", tags: [{ key: "a%b" }] },
      "Invalid value \"a%b\" for parameter 'key'",
    ],
    [
      "POST",
      "transition-stage",
      { name: "x", version: "1" },
      "Missing value for required parameter 'stage'.",
    ],
  ])("are refused by %s %s %j", async (method, verb, body, message) => {
    const answer = await call(method, verb, body);
    expect(answer).toMatchObject({ status: 400, body: { error_code: "INVALID_PARAMETER_VALUE" } });
    expect(answer.body.message).toContain(message);
  });

  it("need a registered model", async () => {
    expect(await call("POST", "create", { name: "nobody", source: "s3://b/x" })).toMatchObject({
      status: 404,
      body: { message: "Registered Model with name=nobody not found" },
    });
  });
});

describe("stages", () => {
  it("are moved to, however they are written, and others archived when asked", async () => {
    await model("staged");
    for (let i = 0; i < 3; i++) await add("staged");
    expect((await transition("staged", "1", "production")).body.model_version).toMatchObject({
      current_stage: "Production",
    });
    await transition("staged", "2", "Production");
    expect(await stagesOf("staged")).toEqual(["1 Production", "2 Production", "3 None"]);
    await transition("staged", "3", "PRODUCTION", true);
    expect(await stagesOf("staged")).toEqual(["1 Archived", "2 Archived", "3 Production"]);
    await transition("staged", "3", "Production", true);
    expect(await stagesOf("staged")).toEqual(["1 Archived", "2 Archived", "3 Production"]);
  });

  it.each([
    [
      "bogus",
      false,
      "Invalid Model Version stage: bogus. Value must be one of None, Staging, Production, Archived.",
    ],
    [
      "Archived",
      true,
      "cannot archive existing model versions because 'Archived' is not an Active stage. Valid stages are ['Staging', 'Production']",
    ],
    ["None", true, "because 'None' is not an Active stage."],
  ])("are refused: %s", async (stage, archive, message) => {
    await model(`refused ${stage}`);
    await add(`refused ${stage}`);
    const answer = await transition(`refused ${stage}`, "1", stage, archive);
    expect(answer).toMatchObject({ status: 400, body: { error_code: "INVALID_PARAMETER_VALUE" } });
    expect(answer.body.message).toContain(message);
    expect(await stagesOf(`refused ${stage}`)).toEqual(["1 None"]);
  });

  it("R13 hold one version when a hundred are moved there and archive the others", async () => {
    await model("raced");
    const versions = await Promise.all(Array.from({ length: 20 }, () => add("raced")));
    await Promise.all(versions.map(({ version }) => transition("raced", version, "Production", true)));
    const stages = await stagesOf("raced");
    expect(stages.filter((stage) => stage.endsWith("Production"))).toHaveLength(1);
    expect(stages.filter((stage) => stage.endsWith("Archived"))).toHaveLength(19);
  });

  it("have a newest version each", async () => {
    await model("latest");
    for (let i = 0; i < 5; i++) await add("latest");
    await transition("latest", "1", "Production");
    await transition("latest", "3", "Production");
    await transition("latest", "2", "Archived");
    const latest = async (stages?: string[]) => {
      const { body } = await server.call("POST", "registered-models/get-latest-versions", {
        name: "latest",
        stages,
      });
      return ((body.model_versions ?? []) as Version[]).map(
        ({ version, current_stage }) => `${version} ${current_stage}`,
      );
    };
    expect(await latest()).toEqual(["2 Archived", "3 Production", "5 None"]);
    expect(await latest(["production"])).toEqual(["3 Production"]);
    expect(await latest(["Staging"])).toEqual([]);
    const { body } = await server.call(
      "GET",
      "registered-models/get-latest-versions?name=latest&stages=None&stages=Archived",
    );
    expect(body.model_versions).toMatchObject([{ version: "2" }, { version: "5" }]);
    expect(
      (await server.call("POST", "registered-models/get-latest-versions", { name: "latest", stages: ["x"] }))
        .status,
    ).toBe(400);
  });
});

describe("searching model versions", () => {
  let own: TestServer;
  beforeAll(async () => {
    own = await temporaryServer();
    for (const name of ["a", "b", "p"]) await own.call("POST", "registered-models/create", { name });
    const make = (name: string, rest: object) => own.call("POST", "model-versions/create", { name, ...rest });
    await make("a", { source: "s3://b/one", run_id: "r1", tags: [{ key: "t", value: "x" }] });
    await make("a", { source: "s3://b/two", run_id: "r2" });
    await make("b", { source: "s3://b/three", run_id: "r2", tags: [{ key: "t", value: "y" }] });
    await make("p", { source: "s3://b/p", tags: [{ key: "mlflow.prompt.is_prompt", value: "true" }] });
  });
  const search = (query: Record<string, string>) =>
    own.call("GET", `model-versions/search?${new URLSearchParams(query)}`);

  it.each([
    [{}, ["b1", "a2", "a1"]],
    [{ order_by: "version_number ASC" }, ["a1", "b1", "a2"]],
    [{ order_by: "name DESC" }, ["b1", "a2", "a1"]],
    [{ filter: "name = 'a'" }, ["a2", "a1"]],
    [{ filter: "name IN ('a', 'zz')" }, ["a2", "a1"]],
    [{ filter: "run_id = 'r2'" }, ["b1", "a2"]],
    [{ filter: "run_id IN ('r1')" }, ["a1"]],
    [{ filter: "source_path LIKE '%three'" }, ["b1"]],
    [{ filter: "version_number > 1" }, ["a2"]],
    [{ filter: "tags.t = 'x'" }, ["a1"]],
    [{ filter: "tags.t != 'x'" }, ["b1"]],
    [{ filter: "name = 'a' AND run_id = 'r2'" }, ["a2"]],
    [{ filter: "tags.`mlflow.prompt.is_prompt` = 'true'" }, ["p1"]],
  ])("by %j", async (query, found) => {
    const { status, body } = await search(query);
    expect(status).toBe(200);
    const versions = (body.model_versions ?? []) as { name: string; version: string }[];
    expect(versions.map(({ name, version }) => name + version).sort()).toEqual([...found].sort());
    if ("order_by" in query) expect(versions.map(({ name, version }) => name + version)).toEqual(found);
  });

  it.each([
    [{ filter: "current_stage = 'x'" }, "Invalid attribute key 'current_stage' specified."],
    [{ filter: "source_path IN ('a')" }, ""],
    [{ max_results: "0" }, "Invalid value for max_results. It must be a positive integer, but got 0"],
    [{ max_results: "200001" }, `Invalid value "200001" for parameter 'max_results'`],
    [{ order_by: "timestamp" }, "Invalid attribute key 'timestamp' specified."],
  ])("is refused by %j", async (query, message) => {
    const answer = await search(query);
    expect(answer).toMatchObject({ status: 400, body: { error_code: "INVALID_PARAMETER_VALUE" } });
    expect(answer.body.message).toContain(message);
  });
});
