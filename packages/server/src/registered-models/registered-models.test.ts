import { beforeAll, describe, expect, it } from "vitest";
import { collated } from "../database/testing/borrowed-database.js";
import { type TestServer, temporaryServer } from "../testing/temporary-server.js";

let server: TestServer;
beforeAll(async () => {
  server = await temporaryServer();
});

const call = (method: string, verb: string, body?: unknown) =>
  server.call(method, `registered-models/${verb}`, body);
const create = (name: string, rest = {}) => call("POST", "create", { name, ...rest });
const get = async (name: string) =>
  (await call("GET", `get?${new URLSearchParams({ name })}`)).body.registered_model;
const addVersion = async (name: string) => {
  const { body } = await server.call("POST", "model-versions/create", { name, source: "s3://bucket/model" });
  return (body.model_version as { version: string }).version;
};
const names = (body: Record<string, unknown>) =>
  ((body.registered_models ?? []) as { name: string }[]).map(({ name }) => name);

describe("registered models", () => {
  it("are made once, with tags and a description", async () => {
    const tags = [{ key: "k", value: "1" }, { key: "n" }, { key: "k", value: "2" }];
    const made = await create("full", { description: "d", tags });
    expect(made.body.registered_model).toEqual({
      name: "full",
      creation_timestamp: expect.any(Number),
      last_updated_timestamp: expect.any(Number),
      description: "d",
      tags: [
        { key: "k", value: "2" },
        { key: "n", value: "" },
      ],
    });
    expect(await get("full")).toEqual(made.body.registered_model);
    expect(await create("full")).toMatchObject({
      status: 400,
      body: {
        error_code: "RESOURCE_ALREADY_EXISTS",
        message: "Registered Model (name=full) already exists.",
      },
    });
  });

  it.each([
    [{}, "Missing value for required parameter 'name'."],
    [{ name: "" }, "Missing value for required parameter 'name'."],
    [{ name: " " }, "Missing value for required parameter 'name'."],
    [{ name: 5 }, "Invalid value 5 for parameter 'name' supplied"],
    [{ name: "a/b" }, "Invalid model name 'a/b'. Names cannot contain '/' or ':'."],
    [{ name: "a:b" }, "Invalid model name 'a:b'. Names cannot contain '/' or ':'."],
    [{ name: ".." }, "would resolve to '..'"],
    [
      { name: "x", description: "d".repeat(5001) },
      "'description' exceeds the maximum length of 5000 characters",
    ],
    [{ name: "x", tags: [{ key: "k".repeat(251) }] }, "'key' exceeds the maximum length of 250 characters"],
    [
      { name: "x", tags: [{ key: "k", value: "v".repeat(100_001) }] },
      "'value' exceeds the maximum length of 100000 characters",
    ],
    [{ name: "x", tags: [{ key: "a//b" }] }, "would resolve to 'a/b'"],
    [{ name: "x", tags: "no" }, "Invalid value \"no\" for parameter 'tags'"],
  ])("are refused as %j", async (body, message) => {
    const answer = await call("POST", "create", body);
    expect(answer).toMatchObject({ status: 400, body: { error_code: "INVALID_PARAMETER_VALUE" } });
    expect(answer.body.message).toContain(message);
    expect((await call("GET", "get?name=x")).status).toBe(404);
  });

  it.each(["日本", `a"b`, "a'b", "a%b", "a.b", "News Model", "n".repeat(256)])(
    "may be called %s",
    async (name) => {
      expect((await create(name)).status).toBe(200);
      expect(await get(name)).toMatchObject({ name });
    },
  );

  it("take their versions, tags, aliases and history along to a new name", async () => {
    await create("before", { tags: [{ key: "t", value: "v" }] });
    await addVersion("before");
    await server.call("POST", "model-versions/set-tag", {
      name: "before",
      version: "1",
      key: "vt",
      value: "v",
    });
    await server.call("POST", "/api/slipway/1.0/promotions", {
      name: "before",
      version: "1",
      alias: "champion",
    });
    const renamed = await call("POST", "rename", { name: "before", new_name: "after" });
    expect(renamed.body.registered_model).toMatchObject({
      name: "after",
      tags: [{ key: "t", value: "v" }],
      aliases: [{ alias: "champion", version: "1" }],
      latest_versions: [{ name: "after", version: "1", tags: [{ key: "vt", value: "v" }] }],
    });
    expect(JSON.stringify(renamed.body), "said once, as in MLflow").not.toContain(`"aliases":["champion"]`);
    expect((await call("GET", "get?name=before")).status).toBe(404);
    const history = await server.call("GET", "/api/slipway/1.0/promotions?name=after");
    expect(history.body.promotions).toMatchObject([
      { action: "rename", name: "after", previous_name: "before" },
      { name: "after", version: "1" },
    ]);
    expect((await call("POST", "rename", { name: "after", new_name: "after" })).status).toBe(200);
    await create("taken");
    expect(await call("POST", "rename", { name: "after", new_name: "taken" })).toMatchObject({
      status: 400,
      body: {
        error_code: "RESOURCE_ALREADY_EXISTS",
        message: "Registered Model (name=taken) already exists.",
      },
    });
    expect(await call("POST", "rename", { name: "after", new_name: " " })).toMatchObject({
      status: 400,
      body: { message: expect.stringContaining("'new_name'") },
    });
  });

  it("lose their description when an update has none", async () => {
    await create("described", { description: "d" });
    expect(
      (await call("PATCH", "update", { name: "described", description: "e" })).body.registered_model,
    ).toMatchObject({
      description: "e",
    });
    expect((await call("PATCH", "update", { name: "described" })).body.registered_model).not.toHaveProperty(
      "description",
    );
  });

  it("have tags that are set and deleted", async () => {
    await create("tagged");
    await call("POST", "set-tag", { name: "tagged", key: "k", value: "1" });
    await call("POST", "set-tag", { name: "tagged", key: "k", value: "2" });
    expect(await get("tagged")).toMatchObject({ tags: [{ key: "k", value: "2" }] });
    for (let i = 0; i < 2; i++)
      expect(await call("DELETE", "delete-tag", { name: "tagged", key: "k" })).toMatchObject({
        status: 200,
        body: {},
      });
    expect(await get("tagged")).not.toHaveProperty("tags");
  });

  it("are deleted with all that they hold", async () => {
    await create("doomed", { tags: [{ key: "t" }] });
    await addVersion("doomed");
    await call("POST", "alias", { name: "doomed", alias: "a", version: "1" });
    expect(await call("DELETE", "delete", { name: "doomed" })).toMatchObject({ status: 200, body: {} });
    expect((await call("DELETE", "delete", { name: "doomed" })).status).toBe(404);
    await create("doomed");
    expect(await get("doomed")).not.toHaveProperty("latest_versions");
    expect(await addVersion("doomed")).toBe("1");
  });

  it("keep their tags from a key that none can have", async () => {
    expect(await call("DELETE", "delete-tag", { name: "nope", key: "/a" })).toMatchObject({
      status: 400,
      body: { message: expect.stringMatching(/^Invalid value "\/a" for parameter 'key' supplied/) },
    });
  });

  it.each([
    ["GET", "get?name=nope", undefined],
    ["PATCH", "update", { name: "nope" }],
    ["DELETE", "delete", { name: "nope" }],
    ["POST", "rename", { name: "nope", new_name: "x" }],
    ["POST", "set-tag", { name: "nope", key: "k" }],
    ["DELETE", "delete-tag", { name: "nope", key: "k" }],
    ["DELETE", "alias", { name: "nope", alias: "a" }],
    ["GET", "alias?name=nope&alias=a", undefined],
    ["POST", "get-latest-versions", { name: "nope" }],
  ])("are not found by %s %s", async (method, verb, body) => {
    expect(await call(method, verb, body)).toMatchObject({
      status: 404,
      body: {
        error_code: "RESOURCE_DOES_NOT_EXIST",
        message: "Registered Model with name=nope not found",
      },
    });
  });
});

describe("aliases", () => {
  beforeAll(async () => {
    await create("aliased");
    for (let i = 0; i < 3; i++) await addVersion("aliased");
  });
  const set = (alias: unknown, version: unknown) =>
    call("POST", "alias", { name: "aliased", alias, version });

  it("name one version at a time", async () => {
    await set("champion", "1");
    await set("champion", "2");
    await set("other", "2");
    const { body } = await call("GET", "alias?name=aliased&alias=champion");
    expect(body.model_version).toMatchObject({ version: "2", aliases: ["champion", "other"] });
    expect(await get("aliased")).toMatchObject({
      aliases: [
        { alias: "champion", version: "2" },
        { alias: "other", version: "2" },
      ],
    });
    for (let i = 0; i < 2; i++)
      expect((await call("DELETE", "alias", { name: "aliased", alias: "other" })).status).toBe(200);
    expect((await call("GET", "alias?name=aliased&alias=Latest")).body.model_version).toMatchObject({
      version: "3",
    });
  });

  it.each([
    ["latest", "1", "'latest' alias name (case insensitive) is reserved."],
    ["LATEST", "1", "'latest' alias name (case insensitive) is reserved."],
    ["V12", "1", "Version alias name 'V12' is reserved."],
    [
      "a b",
      "1",
      "Invalid alias name: 'a b'. Names may only contain alphanumerics, underscores (_), and dashes (-).",
    ],
    ["a".repeat(256), "1", "'Registered model alias name' exceeds the maximum length of 255 characters"],
    ["", "1", "Missing value for required parameter 'alias'."],
    ["x", "one", "Parameter 'version' must be an integer, got 'one'."],
    ["x", "99", "Model Version (name=aliased, version=99) not found"],
    ["x", null, "Missing value for required parameter 'version'."],
  ])("are refused as %s of version %s", async (alias, version, message) => {
    const answer = await set(alias, version);
    expect(answer.status).toBe(version === "99" ? 404 : 400);
    expect(answer.body.message).toContain(message);
  });

  it("that nobody bears are no parameter", async () => {
    expect(await call("GET", "alias?name=aliased&alias=nope")).toMatchObject({
      status: 400,
      body: {
        error_code: "INVALID_PARAMETER_VALUE",
        message: "Registered model alias nope not found.",
      },
    });
  });
});

describe("searching registered models", () => {
  let own: TestServer;
  beforeAll(async () => {
    own = await temporaryServer();
    const make = (name: string, tags: unknown[]) =>
      own.call("POST", "registered-models/create", { name, tags });
    await make("b", [
      { key: "team", value: "x" },
      { key: "size", value: "1" },
    ]);
    await make("a", [{ key: "team", value: "y" }]);
    await make("prompt", [{ key: "mlflow.prompt.is_prompt", value: "true" }]);
    await make("C", []);
  });
  const inOrder = (list: string[], down: boolean) =>
    [...list].sort((a, b) => (collated(a) < collated(b) === down ? 1 : -1));
  const search = (query: Record<string, string>) =>
    own.call("GET", `registered-models/search?${new URLSearchParams(query)}`);

  it.each([
    [{}, ["C", "a", "b"]],
    [{ order_by: "name DESC" }, ["b", "a", "C"]],
    [{ order_by: "timestamp ASC" }, ["b", "a", "C"]],
    [{ filter: "name = 'a'" }, ["a"]],
    [{ filter: "name != 'a'" }, ["C", "b"]],
    [{ filter: "name LIKE 'c'" }, []],
    [{ filter: "name ILIKE 'c'" }, ["C"]],
    [{ filter: "tags.team = 'x'" }, ["b"]],
    [{ filter: "tags.team != 'x'" }, ["a"]],
    [{ filter: "tags.team LIKE '%' AND tags.size = '1'" }, ["b"]],
    [{ filter: "tags.team = 'x' AND tags.team = 'y'" }, []],
    [{ filter: "tags.`mlflow.prompt.is_prompt` = 'true'" }, ["prompt"]],
    [{ filter: "tags.`mlflow.prompt.is_prompt` = 'false'" }, ["C", "a", "b"]],
    [{ filter: "name = 'x'' OR 1=1 --'" }, []],
  ])("by %j", async (query, found) => {
    const { status, body } = await search(query);
    expect(status).toBe(200);
    const { order_by } = query as { order_by?: string };
    expect(names(body)).toEqual(
      order_by === "timestamp ASC" ? found : inOrder(found, order_by === "name DESC"),
    );
  });

  it("goes on where a page ended", async () => {
    const first = await search({ max_results: "2" });
    const [one, two, three] = inOrder(["C", "a", "b"], false);
    expect(names(first.body)).toEqual([one, two]);
    expect(first.body.next_page_token).toBe("eyJvZmZzZXQiOiAyfQ==");
    const second = await search({ max_results: "2", page_token: String(first.body.next_page_token) });
    expect(names(second.body)).toEqual([three]);
    expect(second.body).not.toHaveProperty("next_page_token");
  });

  it("has pages without rows, as in MLflow", async () => {
    expect(await search({ max_results: "0" })).toMatchObject({
      status: 200,
      body: { next_page_token: "eyJvZmZzZXQiOiAwfQ==" },
    });
  });

  it.each([
    [{ filter: "bogus = 'x'" }, "Invalid attribute key 'bogus' specified."],
    [{ filter: "name > 'x'" }, "Invalid comparator '>'"],
    [{ order_by: "creation_timestamp" }, "key 'creation_timestamp' specified."],
    [{ order_by: "name; DROP TABLE runs" }, ""],
    [
      { max_results: "1001" },
      `Invalid value "1001" for parameter 'max_results' supplied:  Hint: Value was of type 'str'.`,
    ],
    [{ max_results: "-1" }, "must be a positive integer or 0"],
    [{ max_results: "x" }, "Invalid value \"x\" for parameter 'max_results'"],
    [{ page_token: "bogus" }, "Invalid page token, could not base64-decode"],
  ])("is refused by %j", async (query, message) => {
    const answer = await search(query);
    expect(answer).toMatchObject({ status: 400, body: { error_code: "INVALID_PARAMETER_VALUE" } });
    expect(answer.body.message).toContain(message);
  });
});

it("R17 makes one model of a name out of a hundred", async () => {
  const answers = await Promise.all(Array.from({ length: 100 }, () => create("contested")));
  expect(answers.filter((answer) => answer.status === 200)).toHaveLength(1);
  const refused = answers.filter((answer) => answer.body.error_code === "RESOURCE_ALREADY_EXISTS");
  expect(refused).toHaveLength(99);
});
