import { ApiError } from "@slipway/contract";
import { sql } from "kysely";
import { describe, expect, it } from "vitest";
import type { Database } from "./database.js";
import { temporaryDatabase } from "./testing/temporary-database.js";

const set = (database: Database, pragma: string) =>
  database.write((tx) => sql.raw(`PRAGMA ${pragma}`).execute(tx));

const store = (database: Database, name: string) =>
  database.write((tx) =>
    tx
      .insertInto("registered_models")
      .values({ name, workspace: "default", creation_time: 1, description: "x".repeat(4000) })
      .execute(),
  );

const storedNames = async (database: Database) => {
  const rows = await database.read.selectFrom("registered_models").select("name").orderBy("name").execute();
  return rows.map(({ name }) => name);
};

const thrown = (work: Promise<unknown>) =>
  work.then(
    () => undefined,
    (error: unknown) => error,
  );

describe("a database that has no space left", () => {
  it("refuses writes as passing, answers reads, and takes writes again once there is space", async () => {
    const database = await temporaryDatabase();
    await store(database, "before");
    await set(database, "max_page_count = 1");
    const writes = Array.from({ length: 20 }, (_, index) => thrown(store(database, `w${index}`)));
    const errors = await Promise.all(writes);
    const refused = errors.filter((error) => error !== undefined);
    expect(refused.length).toBeGreaterThan(0);
    for (const error of refused) {
      expect(error).toBeInstanceOf(ApiError);
      expect(error).toMatchObject({ status: 503, code: "TEMPORARILY_UNAVAILABLE" });
      expect(error).toHaveProperty("message", expect.stringMatching(/No space left.*SQLITE_FULL/));
    }
    const acknowledged = errors.flatMap((error, index) => (error === undefined ? [`w${index}`] : []));
    expect(await storedNames(database)).toEqual(["before", ...acknowledged].sort());

    await set(database, "max_page_count = 1073741823");
    await store(database, "z-after");
    expect(await storedNames(database)).toEqual(["before", ...acknowledged, "z-after"].sort());
  });
});
