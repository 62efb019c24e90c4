import { createHash } from "node:crypto";
import { type Promotion, promotionText } from "@slipway/contract";
import { sql } from "kysely";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Database } from "../database/database.js";
import { openDatabase } from "../database/open-database.js";
import { type TestServer, temporaryServer } from "../testing/temporary-server.js";
import { HistoryService } from "./history-service.js";

let server: TestServer;
/** Another program in the same database. */
let database: Database;
beforeAll(async () => {
  server = await temporaryServer();
  database = await openDatabase(server.backendStoreUri);
});
afterAll(() => database.close());

const PROMOTIONS = "/api/slipway/1.0/promotions";
const PLACE = { stage: "Production", alias: "champion" };
const promote = (name: string, version: string, rest: object = {}) =>
  server.call("POST", PROMOTIONS, { name, version, ...PLACE, ...rest });

async function newModel(name: string, versions: number): Promise<string> {
  await server.call("POST", "registered-models/create", { name });
  for (let i = 0; i < versions; i++)
    await server.call("POST", "model-versions/create", { name, source: "s3://bucket/model" });
  return name;
}

/** The entries, oldest first. */
async function entriesOf(name: string): Promise<Promotion[]> {
  const { body } = await server.call("GET", `${PROMOTIONS}?${new URLSearchParams({ name })}`);
  return (body.promotions as Promotion[]).reverse();
}

const told = (entries: Promotion[]) =>
  entries.map(({ action, stage, alias, version, previous_version }) =>
    [action, stage ?? "-", alias ?? "-", previous_version ?? "-", version ?? "-"].join(" "),
  );

/** Whether each entry has its own hash and that of the one before. */
const isChained = (entries: Promotion[]) =>
  entries.every(
    (entry, index) =>
      entry.sequence === index + 1 &&
      entry.previous_hash === entries[index - 1]?.hash &&
      entry.hash === createHash("sha256").update(promotionText(entry)).digest("hex"),
  );

const transition = (name: string, version: string, rest: object = {}) =>
  server.call("POST", "model-versions/transition-stage", { name, version, stage: "Production", ...rest });
const setAlias = (name: string, version: string, alias = "champion") =>
  server.call("POST", "registered-models/alias", { name, version, alias });

describe("a history", () => {
  it("is a chain, whatever is in its entries", async () => {
    const name = await newModel("chained", 2);
    const decision = {
      outcome: "promoted",
      p: 1e-7,
      big: 12345678901234567890n.toString(),
      "ü é": ["\u2028", "\\", 1.5e300],
    };
    await promote(name, "1", { decision, reason: 'ümlaut\n"quoted" 🚢', actor: "Ada <ada@example.org>" });
    await promote(name, "2", { decision: null });
    await server.call("POST", PROMOTIONS, { name, action: "rollback", reason: "it hurts" });
    await server.call("POST", PROMOTIONS, { name, action: "resume" });
    const entries = await entriesOf(name);
    expect(entries).toHaveLength(4);
    expect(isChained(entries)).toBe(true);
    expect(entries.map(({ on_hold }) => on_hold)).toEqual([false, false, true, false]);
    const [first, ...rest] = entries as [Promotion, ...Promotion[]];
    expect(isChained([{ ...first, actor: "Eve" }, ...rest])).toBe(false);

    const brief = await server.call("GET", `${PROMOTIONS}?name=${name}&brief=true`);
    expect(brief.body.promotions).toEqual(
      entries.map(({ decision: _, envelope: __, ...entry }) => entry).reverse(),
    );
  });

  it("is checked by the server that keeps it", async () => {
    const name = await newModel("checked", 2);
    await promote(name, "1", { decision: { p: 0.5 } });
    await promote(name, "2", { actor: "Ada" });
    const verify = () => server.call("GET", `${PROMOTIONS}/verify?name=${name}`);
    const [, newest] = await entriesOf(name);
    expect((await verify()).body).toEqual({ entries: 2, head: newest?.hash });
    await database.write((tx) =>
      tx
        .updateTable("slipway_promotions")
        .set({ actor: "Eve" })
        .where("hash", "=", newest?.hash ?? "")
        .execute(),
    );
    expect((await verify()).body).toMatchObject({
      problem: { entry: { sequence: 2, actor: "Eve" }, what: expect.stringMatching(/content was changed/) },
    });
    expect((await server.call("GET", `${PROMOTIONS}/verify?name=nobody`)).status).toBe(404);
  });

  it("has what MLflow's own calls change, and by whom", async () => {
    const name = await newModel("by calls", 3);
    const headers = {
      authorization: `Basic ${btoa("ada:secret")}`,
      "user-agent": "mlflow-python-client/3.18.0",
      "content-type": "application/json",
    };
    const url = `${server.url}/api/2.0/mlflow/registered-models/alias`;
    const body = JSON.stringify({ name, alias: "champion", version: "1" });
    await fetch(url, { method: "POST", headers, body });
    await transition(name, "1");
    await transition(name, "2");
    await transition(name, "3", { archive_existing_versions: true });
    await server.call("DELETE", "registered-models/alias", { name, alias: "champion" });
    await setAlias(name, "3", "prod");
    // What moves nothing is no entry.
    await setAlias(name, "3", "prod");
    await transition(name, "2", { stage: "Archived" });
    await transition(name, "3", { stage: "Staging" });
    await server.call("DELETE", "model-versions/delete", { name, version: "3" });
    const entries = await entriesOf(name);
    expect(told(entries)).toEqual([
      "alias - champion - 1",
      "transition Production - - 1",
      "transition Production - 1 2",
      "transition Production - 2 3",
      "alias - champion 1 -",
      "alias - prod - 3",
      "transition Production - 3 -",
      "transition Staging - - 3",
      "delete-version Staging - 3 -",
      "delete-version - prod 3 -",
    ]);
    expect(entries[2]?.standing?.stages).toEqual([{ stage: "Production", versions: ["1", "2"] }]);
    expect(entries[0]).toMatchObject({
      actor: "ada",
      actor_verified: false,
      reason: "A call of MLflow's API by mlflow-python-client/3.18.0.",
    });
    expect(isChained(entries)).toBe(true);
  });

  it("has what a promotion changes elsewhere", async () => {
    const name = await newModel("from staging", 1);
    await transition(name, "1", { stage: "Staging" });
    await promote(name, "1");
    expect(told(await entriesOf(name))).toEqual([
      "transition Staging - - 1",
      "promote Production champion - 1",
      "transition Staging - 1 -",
    ]);
  });

  it("tells who held a place at a time", async () => {
    const name = await newModel("asked", 2);
    const before = Date.now() - 1;
    await promote(name, "1", { actor: "Ada", commit: "abc", decision: { outcome: "promoted" } });
    const [first] = await entriesOf(name);
    await new Promise((resolve) => setTimeout(resolve, 5));
    await promote(name, "2");
    await server.call("POST", PROMOTIONS, { name, action: "hold" });
    const at = async (time: unknown, rest: Record<string, string> = PLACE) =>
      (
        await server.call(
          "GET",
          `${PROMOTIONS}/at?${new URLSearchParams({ name, time: String(time), ...rest })}`,
        )
      ).body;
    expect(await at(first?.created_at)).toEqual({
      places: [
        { stage: "Production", versions: ["1"], promotion: first },
        { alias: "champion", versions: ["1"], promotion: first },
      ],
    });
    expect(await at(Date.now(), { alias: "champion" })).toMatchObject({
      places: [{ alias: "champion", versions: ["2"], promotion: { action: "promote" } }],
    });
    await server.call("POST", PROMOTIONS, { name, action: "resume" });
    await server.call("POST", PROMOTIONS, { name, action: "rollback", reason: "worse" });
    expect(await at(Date.now(), { stage: "Production" })).toMatchObject({
      places: [{ versions: ["1"], promotion: { action: "rollback" }, evidence: first }],
    });
    expect(await at(before, { stage: "production" })).toEqual({ places: [{ stage: "Production" }] });
    expect(await at(before, {})).toMatchObject({ message: expect.stringContaining("Name a 'stage'") });
    expect(await at("soon")).toMatchObject({ error_code: "INVALID_PARAMETER_VALUE" });
  });

  it("goes on under a new name, and ends with its model", async () => {
    const name = await newModel("old name", 1);
    await promote(name, "1");
    await server.call("POST", "registered-models/rename", { name, new_name: "new name" });
    expect((await server.call("GET", `${PROMOTIONS}?name=old%20name`)).status).toBe(404);
    await server.call("DELETE", "registered-models/delete", { name: "new name" });
    const entries = await entriesOf("new name");
    expect(told(entries)).toEqual([
      "promote Production champion - 1",
      "rename - - - -",
      "delete-model Production - 1 -",
      "delete-model - champion 1 -",
    ]);
    const [first, ...rest] = entries as [Promotion, ...Promotion[]];
    expect(isChained([{ ...first, name }, ...rest])).toBe(true);
    await newModel("new name", 1);
    await promote("new name", "1");
    const [, , , , again] = await entriesOf("new name");
    expect(again).toMatchObject({ sequence: 1, version: "1" });
    expect(again?.chain).not.toBe(first.chain);
  });
});

describe("changes by another program in the same database", () => {
  const elsewhere = (statement: ReturnType<typeof sql>) => database.write((tx) => statement.execute(tx));

  it("are entered by whoever looks next", async () => {
    const name = await newModel("edited", 2);
    await promote(name, "1");
    await elsewhere(
      sql`UPDATE model_versions SET current_stage = 'Production' WHERE name = ${name} AND version = 2`,
    );
    await elsewhere(sql`UPDATE registered_model_aliases SET version = 2 WHERE name = ${name}`);
    const entries = await entriesOf(name);
    expect(told(entries).slice(1)).toEqual(["external Production - 1 2", "external - champion 1 2"]);
    expect(entries[1]?.standing?.stages).toEqual([{ stage: "Production", versions: ["1", "2"] }]);
    expect(await entriesOf(name)).toEqual(entries);
    expect(isChained(entries)).toBe(true);
  });

  it("are entered before a promotion", async () => {
    const name = await newModel("overtaken", 3);
    await setAlias(name, "1");
    await elsewhere(sql`UPDATE registered_model_aliases SET version = 2 WHERE name = ${name}`);
    const late = await promote(name, "3", { stage: "", expected_champion: "1" });
    expect(late).toMatchObject({ status: 409, body: { champion: "2" } });
    expect((await promote(name, "3", { stage: "", expected_champion: "2" })).status).toBe(200);
    expect(told(await entriesOf(name))).toEqual([
      "alias - champion - 1",
      "external - champion 1 2",
      "promote - champion 2 3",
    ]);
  });

  it("are told from what was there before the history began", async () => {
    const name = await newModel("adopted", 2);
    await elsewhere(
      sql`UPDATE model_versions SET current_stage = 'Production' WHERE name = ${name} AND version = 1`,
    );
    await promote(name, "2");
    const [first, second] = await entriesOf(name);
    expect(first).toMatchObject({
      action: "external",
      version: "1",
      reason: expect.stringMatching(/before/),
    });
    expect(second).toMatchObject({ action: "promote", previous_version: "1", version: "2" });
  });

  it("end a history when they remove its model", async () => {
    const name = await newModel("removed", 1);
    await setAlias(name, "1");
    for (const table of ["registered_model_aliases", "model_versions", "registered_models"])
      await elsewhere(sql`DELETE FROM ${sql.table(table)} WHERE name = ${name}`);
    expect(told(await entriesOf(name))).toEqual(["alias - champion - 1", "delete-model - champion 1 -"]);
  });
});

it("entries of an earlier version are chained, and have standings", async () => {
  const name = await newModel("older", 2);
  const old = { name, stage: "Production", alias: "champion", created_at: Date.now() + 1 };
  await database.write(async (tx) => {
    await tx
      .insertInto("slipway_promotions")
      .values({ ...old, action: "promote", version: 1 })
      .execute();
    const second = { action: "promote", version: 2, previous_version: 1, decision: '{"p":0.25}' };
    await tx
      .insertInto("slipway_promotions")
      .values({ ...old, ...second })
      .execute();
    const back = { action: "rollback", version: 1, previous_version: 2 };
    await tx
      .insertInto("slipway_promotions")
      .values({ ...old, ...back })
      .execute();
  });
  await new HistoryService(database).chainOlder();
  await transition(name, "1");
  await setAlias(name, "1");
  const entries = await entriesOf(name);
  expect(isChained(entries)).toBe(true);
  expect(entries[1]?.standing).toEqual({
    stages: [{ stage: "Production", versions: ["2"] }],
    aliases: [{ alias: "champion", version: "2" }],
  });
  expect(entries.slice(0, 3).map(({ on_hold }) => on_hold)).toEqual([false, false, true]);
});
