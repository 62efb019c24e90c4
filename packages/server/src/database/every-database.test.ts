import { sql } from "kysely";
import { describe, expect, it } from "vitest";
import type { Database } from "./database.js";
import { openDatabase } from "./open-database.js";
import { mlflowTables, ownTables, REVISION } from "./schema/index.js";
import { databaseKind } from "./testing/borrowed-database.js";
import { temporaryDatabase, temporaryUri } from "./testing/temporary-database.js";

const INTEGERS = [0, -1, 2 ** 31, 2 ** 53 - 1, 2n ** 53n + 1n, 2n ** 63n - 1n, -(2n ** 63n)];

const experiment = (name: string) => ({ name, workspace: "default", lifecycle_stage: "active" });

/** Two connections to one database; on SQLite only one, since two in one thread would wait for each other. */
async function twoServers(): Promise<[Database, Database]> {
  const uri = await temporaryUri();
  const first = await temporaryDatabase(uri);
  return [first, databaseKind() === "sqlite" ? first : await temporaryDatabase(uri)];
}

describe("a database of any kind", () => {
  it("has every table, and is left as it is the next time", async () => {
    const uri = await temporaryUri();
    for (const round of [1, 2]) {
      const database = await openDatabase(uri);
      const names = await database.dialect.tableNames(database.read);
      expect(names, `${round}`).toEqual(
        expect.arrayContaining([...Object.keys(mlflowTables), ...Object.keys(ownTables)]),
      );
      expect(await database.read.selectFrom("alembic_version").selectAll().execute()).toEqual([
        { version_num: REVISION },
      ]);
      await database.close();
    }
  });

  it("goes on with a schema whose making was cut off", async ({ skip }) => {
    if (databaseKind() !== "mysql") skip("elsewhere a transaction that is cut off takes its tables back");
    const uri = await temporaryUri();
    const { write, close } = await openDatabase(uri);
    await write(async (tx) => {
      for (const statement of [
        "CREATE TABLE slipway_unfinished_schema (started int)",
        "DELETE FROM alembic_version",
        "DROP TABLE latest_metrics",
        "DROP TABLE slipway_promotions",
      ])
        await sql.raw(statement).execute(tx);
    });
    await close();
    const { read, dialect } = await temporaryDatabase(uri);
    const names = await dialect.tableNames(read);
    expect(names).toEqual(expect.arrayContaining(["latest_metrics", "slipway_promotions"]));
    expect(names).not.toContain("slipway_unfinished_schema");
    expect(await read.selectFrom("alembic_version").selectAll().execute()).toEqual([
      { version_num: REVISION },
    ]);
  });

  it("keeps int64 exact both ways, compared too", async () => {
    const { read, write, dialect } = await temporaryDatabase();
    for (const [index, value] of INTEGERS.entries()) {
      const name = `e${index}`;
      await write((tx) =>
        dialect.insertCounted(tx, "experiments", { ...experiment(name), creation_time: value }),
      );
      const stored = read.selectFrom("experiments").select(["name", "creation_time"]);
      expect(await stored.where("creation_time", "=", value).execute()).toEqual([
        { name, creation_time: value },
      ]);
      expect(await stored.where(dialect.oneOf(sql.ref("creation_time"), [value])).execute()).toHaveLength(1);
    }
  });

  it("finds nothing under an id that its column cannot hold", async () => {
    const { read, dialect } = await temporaryDatabase();
    const ids = [2 ** 31, 2n ** 62n];
    for (const id of ids)
      expect(
        await read.selectFrom("experiments").select("name").where("experiment_id", "=", id).execute(),
      ).toEqual([]);
    const those = dialect.oneOf(sql.ref("experiment_id"), ids);
    expect(await read.selectFrom("experiments").select("name").where(those).execute()).toEqual([]);
    const none = dialect.oneOf(sql.ref("name"), []);
    expect(await read.selectFrom("experiments").select("name").where(none).execute()).toEqual([]);
  });

  it("undoes a write that throws, and that alone", async () => {
    const { read, write, dialect } = await temporaryDatabase();
    const insert = (name: string, fail: boolean) =>
      write(async (tx) => {
        await dialect.insertCounted(tx, "experiments", experiment(name));
        if (fail) throw new Error("on second thoughts");
      }).catch((error: Error) => error.message);
    const answers = await Promise.all(
      Array.from({ length: 20 }, (_, index) => insert(`e${index}`, index % 2 === 1)),
    );
    expect(answers.filter((answer) => answer === "on second thoughts")).toHaveLength(10);
    const stored = await read.selectFrom("experiments").select("name").execute();
    expect(stored.map(({ name }) => Number(name.slice(1)) % 2)).toEqual(new Array(10).fill(0));
  });

  it("lets one write after the other pass through a locked row, in both of two servers", async () => {
    const [one, other] = await twoServers();
    await one.write((tx) =>
      one.dialect.insertCounted(tx, "experiments", { ...experiment("counter"), creation_time: 0 }),
    );
    const increment = ({ write }: Database) =>
      write(async (tx) => {
        const found = tx.selectFrom("experiments").select("creation_time").where("name", "=", "counter");
        const { creation_time } = await found.forUpdate().executeTakeFirstOrThrow();
        await tx
          .updateTable("experiments")
          .set({ creation_time: Number(creation_time) + 1 })
          .where("name", "=", "counter")
          .execute();
      });
    await Promise.all(Array.from({ length: 60 }, (_, index) => increment(index % 2 ? one : other)));
    const { creation_time } = await one.read
      .selectFrom("experiments")
      .select("creation_time")
      .executeTakeFirstOrThrow();
    expect(creation_time).toBe(60);
  });

  it("does a write again that met another one over the same key", async () => {
    const databases = await twoServers();
    const createOnce = ({ write, dialect }: Database) =>
      write(async (tx) => {
        const found = await tx.selectFrom("experiments").select("name").where("name", "=", "one").execute();
        if (found.length > 0) return "taken";
        await dialect.insertCounted(tx, "experiments", experiment("one"));
        return "made";
      });
    const answers = await Promise.all(
      Array.from({ length: 20 }, (_, index) => createOnce(databases[index % 2 ? 0 : 1])),
    );
    expect(answers.sort()).toEqual(["made", ...new Array(19).fill("taken")]);
  });
});
