import { sql } from "kysely";
import { beforeAll, describe, expect, it } from "vitest";
import { openDatabase } from "../database/open-database.js";
import { type TestServer, temporaryServer } from "../testing/temporary-server.js";

let server: TestServer;
beforeAll(async () => {
  server = await temporaryServer();
});

const PROMOTIONS = "/api/slipway/1.0/promotions";
const PLACE = { stage: "Production", alias: "champion" };
const promote = (name: string, request: object) =>
  server.call("POST", PROMOTIONS, { name, ...PLACE, ...request });
const list = async (name: string) =>
  (await server.call("GET", `${PROMOTIONS}?${new URLSearchParams({ name })}`)).body as {
    promotions: { id: number; action: string; version?: string; previous_version?: string }[];
    on_hold: boolean;
  };
const history = async (name: string) =>
  (await list(name)).promotions.map(({ action, version, previous_version }) =>
    [action, previous_version ?? "-", version ?? "-"].join(" "),
  );

/** A model with some versions. */
async function newModel(name: string, versions = 0): Promise<string> {
  await server.call("POST", "registered-models/create", { name });
  for (let i = 0; i < versions; i++)
    await server.call("POST", "model-versions/create", { name, source: "s3://bucket/model" });
  return name;
}

/** Everything that a promotion may change. */
async function stateOf(name: string) {
  const query = new URLSearchParams({ name });
  const model = await server.call("GET", `registered-models/get?${query}`);
  const filter = new URLSearchParams({ filter: `name='${name}'`, order_by: "version_number" });
  const versions = await server.call("GET", `model-versions/search?${filter}`);
  return { model: model.body, versions: versions.body, history: await history(name).catch(() => []) };
}

/** `<version> <stage>` of all versions, and who bears the alias. */
async function standing(name: string): Promise<string[]> {
  const { versions, model } = await stateOf(name);
  const { aliases = [] } = (model.registered_model ?? {}) as {
    aliases?: { alias: string; version: string }[];
  };
  const stages = ((versions.model_versions ?? []) as { version: string; current_stage: string }[]).map(
    ({ version, current_stage }) => `${version} ${current_stage}`,
  );
  return [...stages, ...aliases.map(({ alias, version }) => `${alias} ${version}`)];
}

describe("a promotion", () => {
  it("gives stage and alias to a version, archives the champion before, and is on record", async () => {
    const name = await newModel("plain", 2);
    const first = await promote(name, { version: "1", expected_champion: "" });
    expect(first.status).toBe(200);
    expect(first.body.promotion).toEqual({
      id: expect.any(Number),
      name,
      action: "promote",
      version: "1",
      stage: "Production",
      alias: "champion",
      forced: false,
      actor_verified: false,
      created_at: expect.any(Number),
      chain: expect.stringMatching(/^\w{32}$/),
      sequence: 1,
      standing: {
        stages: [{ stage: "Production", versions: ["1"] }],
        aliases: [{ alias: "champion", version: "1" }],
      },
      on_hold: false,
      hash: expect.stringMatching(/^\w{64}$/),
    });
    const record = { reason: "better", actor: "ci", commit: "abc", run_id: "r1", forced: true };
    const decision = { outcome: "promoted", gates: [{ name: "threshold", p: 0.01 }] };
    const second = await promote(name, { version: "2", expected_champion: "1", ...record, decision });
    expect(second.body.promotion).toMatchObject({ version: "2", previous_version: "1", ...record, decision });
    expect(second.body.model_version).toMatchObject({
      version: "2",
      current_stage: "Production",
      aliases: ["champion"],
    });
    expect(second.body.archived).toMatchObject([{ version: "1", current_stage: "Archived" }]);
    expect(await standing(name)).toEqual(["1 Archived", "2 Production", "champion 2"]);
    expect(await history(name)).toEqual(["promote 1 2", "promote - 1"]);
  });

  it("registers the version, and the model when there is none", async () => {
    const create = { source: "s3://bucket/new", description: "d", tags: [{ key: "k", value: "v" }] };
    const first = await promote("made by a promotion", { create, expected_champion: "" });
    expect(first.body.model_version).toMatchObject({
      version: "1",
      current_stage: "Production",
      source: "s3://bucket/new",
      description: "d",
      tags: [{ key: "k", value: "v" }],
      aliases: ["champion"],
    });
    const second = await promote("made by a promotion", { create, expected_champion: "1" });
    expect(second.body.promotion).toMatchObject({ version: "2", previous_version: "1" });
  });

  it("may be by stage alone, or by alias alone", async () => {
    const name = await newModel("separate", 3);
    await promote(name, { version: "1", alias: undefined });
    await promote(name, { version: "2", stage: undefined });
    expect(await standing(name)).toEqual(["1 Production", "2 None", "3 None", "champion 2"]);
    await promote(name, { version: "3", alias: undefined, stage: "production", expected_champion: "1" });
    expect(await standing(name)).toEqual(["1 Archived", "2 None", "3 Production", "champion 2"]);
  });

  it.each([
    ["another champion", "2", "version 1 now, not version 2"],
    ["no champion", "", "version 1 now, not none"],
  ])("is refused when %s was expected", async (_, expected_champion, message) => {
    const name = await newModel(`expected ${expected_champion}`, 2);
    await promote(name, { version: "1" });
    const before = await stateOf(name);
    const answer = await promote(name, { version: "2", expected_champion });
    expect(answer).toMatchObject({ status: 409, body: { error_code: "RESOURCE_CONFLICT", champion: "1" } });
    expect(answer.body.message).toContain(message);
    expect(await stateOf(name)).toEqual(before);
  });

  it("registers nothing when it is refused", async () => {
    const name = await newModel("kept out", 1);
    await promote(name, { version: "1" });
    const before = await stateOf(name);
    const create = { source: "s3://bucket/new" };
    expect((await promote(name, { create, expected_champion: "" })).status).toBe(409);
    expect((await promote("never made", { create, expected_champion: "1" })).status).toBe(409);
    expect(await stateOf(name)).toEqual(before);
    expect((await server.call("GET", "registered-models/get?name=never%20made")).status).toBe(404);
  });

  it("is refused while it cannot be told who is champion", async () => {
    const name = await newModel("two", 3);
    const move = (version: string) =>
      server.call("POST", "model-versions/transition-stage", { name, version, stage: "Production" });
    await move("1");
    await move("2");
    const two = await promote(name, { version: "3" });
    expect(two).toMatchObject({
      status: 409,
      body: { error_code: "RESOURCE_CONFLICT", holders: ["1", "2"] },
    });
    expect(two.body.message).toContain("Move all but one of them to Archived");
    await server.call("POST", "model-versions/transition-stage", { name, version: "1", stage: "Archived" });
    await server.call("POST", "registered-models/alias", { name, alias: "champion", version: "1" });
    const disagreeing = await promote(name, { version: "3" });
    expect(disagreeing).toMatchObject({ status: 409, body: { holders: ["1", "2"] } });
    expect(disagreeing.body.message).toContain("bears the alias 'champion', but version 2 is in Production");
    await server.call("POST", "registered-models/alias", { name, alias: "champion", version: "2" });
    expect(await promote(name, { version: "3", expected_champion: "2" })).toMatchObject({ status: 200 });
  });

  it("happens once for a key, however often it is sent", async () => {
    const name = await newModel("keyed", 1);
    const request = { create: { source: "s3://bucket/x" }, idempotency_key: "build-7" };
    const [first, ...again] = await Promise.all(Array.from({ length: 8 }, () => promote(name, request)));
    expect(first?.status).toBe(200);
    for (const answer of again) expect(answer.body.promotion).toEqual(first?.body.promotion);
    expect(again.at(-1)?.body.model_version).toMatchObject({ version: "2", current_stage: "Production" });
    expect(await history(name)).toEqual(["promote - 2"]);
    const other = await promote(name, { version: "1", idempotency_key: "build-7" });
    expect(other).toMatchObject({ status: 409, body: { error_code: "RESOURCE_CONFLICT" } });
    expect((await promote(name, { version: "1", idempotency_key: "build-8" })).status).toBe(200);
  });

  it("R14 is won by exactly one of 64 that start from the same champion", async () => {
    const name = await newModel("contested", 65);
    await promote(name, { version: "1" });
    const answers = await Promise.all(
      Array.from({ length: 64 }, (_, i) => promote(name, { version: String(i + 2), expected_champion: "1" })),
    );
    const winners = answers.filter((answer) => answer.status === 200);
    expect(winners).toHaveLength(1);
    const [version] = winners.map((answer) => (answer.body.promotion as { version: string }).version);
    for (const answer of answers.filter((one) => one.status !== 200))
      expect(answer).toMatchObject({
        status: 409,
        body: { error_code: "RESOURCE_CONFLICT", champion: version },
      });
    const stages = await standing(name);
    expect(stages.filter((stage) => stage.endsWith("Production"))).toEqual([`${version} Production`]);
    expect(stages).toContain(`champion ${version}`);
    expect(await history(name)).toEqual([`promote 1 ${version}`, "promote - 1"]);
  });

  it("R13 leaves a history without gaps when nobody expects anything", async () => {
    const name = await newModel("free for all", 32);
    await Promise.all(Array.from({ length: 32 }, (_, i) => promote(name, { version: String(i + 1) })));
    const entries = (await list(name)).promotions.reverse();
    expect(entries).toHaveLength(32);
    expect(entries.map((entry) => entry.previous_version)).toEqual([
      undefined,
      ...entries.slice(0, -1).map((entry) => entry.version),
    ]);
    const stages = await standing(name);
    expect(stages.filter((stage) => stage.endsWith("Production"))).toEqual([
      `${entries.at(-1)?.version} Production`,
    ]);
  });

  it("R15 never crowns a version that is deleted at the same time", async () => {
    for (let round = 0; round < 10; round++) {
      const name = await newModel(`race ${round}`, 1);
      await Promise.all([
        promote(name, { version: "1" }),
        server.call("DELETE", "model-versions/delete", { name, version: "1" }),
      ]);
      const { body } = await server.call("GET", `registered-models/get?name=race%20${round}`);
      expect(body.registered_model).not.toHaveProperty("aliases");
    }
  });

  it.each([
    [{}, "one of 'version', an existing one, and 'create'"],
    [{ version: "1", create: { source: "s3://b/x" } }, "one of 'version', an existing one, and 'create'"],
    [{ version: "1", stage: "", alias: "" }, "a 'stage', an 'alias' or both"],
    [{ version: "1", stage: "Archived" }, "A champion cannot be in the stage 'Archived'"],
    [{ version: "1", stage: "bogus" }, "Invalid Model Version stage: bogus."],
    [{ version: "1", alias: "latest" }, "'latest' alias name"],
    [{ version: "one" }, "Parameter 'version' must be an integer"],
    [{ version: "1", action: "crown" }, "'action'"],
    [{ create: { source: "http://127.0.0.1:1/x" } }, "cannot use the 'http' scheme"],
    [{ create: {} }, "Missing value for required parameter 'create.source'."],
    [{ action: "rollback", create: { source: "s3://b/x" } }, "A rollback creates no version"],
    [{ action: "hold", version: "1" }, "A hold is of the whole model"],
    [{ version: "1", actor: "a".repeat(257) }, "'actor' exceeds the maximum length of 256"],
  ])("is refused as %j", async (request, message) => {
    const name = await newModel("refusing", 1);
    const before = await stateOf(name);
    const answer = await promote(name, request);
    expect(answer).toMatchObject({ status: 400, body: { error_code: "INVALID_PARAMETER_VALUE" } });
    expect(answer.body.message).toContain(message);
    expect(await stateOf(name)).toEqual(before);
  });

  it("is refused for a version and for a model that there are not", async () => {
    const name = await newModel("short", 1);
    expect((await promote(name, { version: "9" })).status).toBe(404);
    expect((await promote("nobody", { version: "1" })).status).toBe(404);
    expect((await server.call("GET", `${PROMOTIONS}?name=nobody`)).status).toBe(404);
  });
});

describe("a rollback", () => {
  const back = (name: string, request: object = {}) =>
    server.call("POST", PROMOTIONS, { name, action: "rollback", ...request });

  it("goes back champion by champion, and puts the model on hold", async () => {
    const name = await newModel("back", 3);
    for (const version of ["1", "2", "3"]) await promote(name, { version });
    expect((await list(name)).on_hold).toBeFalsy();
    const first = await back(name, { reason: "it fails on long mails", actor: "someone" });
    expect(first.body.promotion).toMatchObject({
      action: "rollback",
      version: "2",
      previous_version: "3",
      ...PLACE,
      reason: "it fails on long mails",
    });
    expect(first.body.archived).toMatchObject([{ version: "3", current_stage: "Archived" }]);
    expect(await standing(name)).toEqual(["1 Archived", "2 Production", "3 Archived", "champion 2"]);
    expect((await list(name)).on_hold).toBe(true);
    await back(name);
    expect(await standing(name)).toEqual(["1 Production", "2 Archived", "3 Archived", "champion 1"]);
    const last = await back(name);
    expect(last).toMatchObject({ status: 400, body: { error_code: "INVALID_PARAMETER_VALUE" } });
    expect(last.body.message).toContain("no champion before version 1");
    expect(await history(name)).toEqual([
      "rollback 2 1",
      "rollback 3 2",
      "promote 2 3",
      "promote 1 2",
      "promote - 1",
    ]);
  });

  it("goes to the version that it is told", async () => {
    const name = await newModel("picked", 3);
    for (const version of ["1", "2", "3"]) await promote(name, { version });
    await back(name, { version: "1" });
    expect(await standing(name)).toContain("1 Production");
    const itself = await back(name, { version: "1" });
    expect(itself).toMatchObject({ status: 400 });
    expect(itself.body.message).toContain("is the champion already");
    expect((await back(name, { version: "9" })).status).toBe(404);
  });

  it("passes over champions that were deleted since", async () => {
    const name = await newModel("gappy", 3);
    for (const version of ["1", "2", "3"]) await promote(name, { version });
    await server.call("DELETE", "model-versions/delete", { name, version: "2" });
    expect((await back(name)).body.promotion).toMatchObject({ version: "1", previous_version: "3" });
  });

  it("is refused when another champion was expected, and where nothing was ever promoted", async () => {
    const name = await newModel("strict", 2);
    await promote(name, { version: "1" });
    await promote(name, { version: "2" });
    expect((await back(name, { expected_champion: "1" })).status).toBe(409);
    const never = await back(await newModel("never", 1));
    expect(never).toMatchObject({ status: 400 });
    expect(never.body.message).toContain("was never promoted here");
  });

  it("does not go back into the life of an earlier model of the same name", async () => {
    const name = await newModel("reborn", 2);
    for (const version of ["1", "2"]) await promote(name, { version });
    await back(name);
    await server.call("DELETE", "registered-models/delete", { name });
    expect((await history(name)).slice(0, 2)).toEqual(["delete-model 1 -", "delete-model 1 -"]);
    await newModel(name, 1);
    expect((await list(name)).on_hold).toBeFalsy();
    expect((await promote(name, { version: "1" })).status).toBe(200);
    expect((await back(name)).status).toBe(400);
  });
});

describe("a hold", () => {
  const act = (name: string, action: string) =>
    server.call("POST", PROMOTIONS, { name, action, reason: "because" });

  it("stops promotions until someone resumes, but for forced ones", async () => {
    const name = await newModel("held", 3);
    await promote(name, { version: "1" });
    const held = await act(name, "hold");
    expect(held.body.promotion).toMatchObject({
      action: "hold",
      version: "1",
      previous_version: "1",
      reason: "because",
    });
    const refused = await promote(name, { version: "2" });
    expect(refused).toMatchObject({ status: 409, body: { error_code: "RESOURCE_CONFLICT", on_hold: true } });
    expect(refused.body.message).toContain("is on hold");
    expect(await standing(name)).toContain("1 Production");
    expect((await promote(name, { version: "2", forced: true })).status).toBe(200);
    expect((await list(name)).on_hold).toBe(true);
    await act(name, "resume");
    expect((await list(name)).on_hold).toBeFalsy();
    expect((await promote(name, { version: "3" })).status).toBe(200);
    expect(await history(name)).toEqual([
      "promote 2 3",
      "resume 2 2",
      "promote 1 2",
      "hold 1 1",
      "promote - 1",
    ]);
  });

  it("may come before anything was promoted", async () => {
    const name = await newModel("held early", 1);
    expect((await act(name, "hold")).status).toBe(200);
    expect((await promote(name, { version: "1" })).status).toBe(409);
  });
});

it("a history goes on where a page ended", async () => {
  const name = await newModel("paged", 5);
  for (let version = 1; version <= 5; version++) await promote(name, { version: String(version) });
  const page = async (rest: object) => {
    const query = new URLSearchParams({ name, max_results: "2", ...rest });
    const { body } = await server.call("GET", `${PROMOTIONS}?${query}`);
    const entries = body.promotions as { version: string }[];
    return { versions: entries.map(({ version }) => version), token: body.next_page_token as string };
  };
  const first = await page({});
  const second = await page({ page_token: first.token });
  const third = await page({ page_token: second.token });
  expect([first, second, third].map(({ versions }) => versions)).toEqual([["5", "4"], ["3", "2"], ["1"]]);
  expect(third.token).toBeUndefined();
});

it("nothing is half done when the last step fails", async () => {
  const name = await newModel("failing", 2);
  await promote(name, { version: "1" });
  const before = await stateOf(name);
  const database = await openDatabase(server.backendStoreUri);
  // The entry of the history is written last, and nothing else needs this column.
  const rename = (from: string, to: string) =>
    database.write((tx) =>
      sql`ALTER TABLE slipway_promotions RENAME COLUMN ${sql.ref(from)} TO ${sql.ref(to)}`.execute(tx),
    );
  await rename("actor_verified", "late");
  const existing = await promote(name, { version: "2" });
  const created = await promote(name, { create: { source: "s3://bucket/new" } });
  const unknown = await promote("failing too", { create: { source: "s3://bucket/new" } });
  await rename("late", "actor_verified");
  await database.close();
  for (const answer of [existing, created, unknown]) {
    expect(answer.status).toBe(500);
    expect(answer.body.message).not.toContain("late");
  }
  expect(await stateOf(name)).toEqual(before);
  expect((await server.call("GET", "registered-models/get?name=failing%20too")).status).toBe(404);
  expect((await promote(name, { version: "2", expected_champion: "1" })).status).toBe(200);
});
