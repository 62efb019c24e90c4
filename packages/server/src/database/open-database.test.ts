import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { basename, dirname } from "node:path";
import { sql } from "kysely";
import { describe, expect, it } from "vitest";
import { SqliteConnection } from "./dialects/sqlite-connection.js";
import { createTables } from "./dialects/sqlite-ddl.js";
import { openDatabase } from "./open-database.js";
import { mlflowTables, ownTables, REVISION } from "./schema/index.js";
import { temporaryDatabase, temporaryFile } from "./testing/temporary-database.js";

const objects = (connection: SqliteConnection) =>
  connection
    .run("SELECT name FROM sqlite_schema WHERE name NOT LIKE 'sqlite_%' ORDER BY name")
    .rows.map((row) => String(row.name));

describe("openDatabase", () => {
  it("gives an empty file the schema, and leaves it as it is the next time", async () => {
    const file = temporaryFile("new/folder/mlflow.db");
    for (const round of [1, 2]) {
      const database = await openDatabase(`sqlite:///${file}`);
      expect(await database.read.selectFrom("alembic_version").selectAll().execute(), `${round}`).toEqual([
        { version_num: REVISION },
      ]);
      expect(await database.read.selectFrom("workspaces").select("name").execute()).toEqual([
        { name: "default" },
      ]);
      await database.close();
    }
    const connection = new SqliteConnection(file);
    const tables = connection.run("SELECT count(*) AS n FROM sqlite_schema WHERE type = 'table'").rows[0]?.n;
    expect(tables).toBe(Object.keys({ ...mlflowTables, ...ownTables }).length + 1); // SQLite's own sequence
    connection.close();
  });

  it("adds nothing but its own tables to a database of MLflow", async () => {
    const file = temporaryFile();
    const connection = new SqliteConnection(file);
    for (const statement of createTables(mlflowTables)) connection.exec(statement);
    connection.run("INSERT INTO alembic_version VALUES (?)", [REVISION]);
    const before = objects(connection);
    await temporaryDatabase(`sqlite:///${file}`);
    const added = objects(connection).filter((name) => !before.includes(name));
    expect(added.length).toBeGreaterThan(0);
    for (const name of added) expect(name).toMatch(/^slipway_/);
    connection.close();
  });

  it("refuses another revision, naming both, and changes nothing", async () => {
    const file = temporaryFile();
    const connection = new SqliteConnection(file);
    connection.exec("CREATE TABLE alembic_version (version_num VARCHAR(32)); CREATE TABLE runs (x)");
    connection.run("INSERT INTO alembic_version VALUES ('0584bdc529eb')");
    connection.run("PRAGMA journal_mode = DELETE");
    connection.close();
    const before = readFileSync(file);
    const message = new RegExp(`revision 0584bdc529eb.*${REVISION}.*slipway db upgrade 'sqlite:///${file}'`);
    await expect(openDatabase(`sqlite:///${file}`)).rejects.toThrow(message);
    expect(readFileSync(file).equals(before)).toBe(true);
    expect(readdirSync(dirname(file))).toEqual([basename(file)]);
  });

  it.each([
    ["451aebb31d03", "older than MLflow 2.9"],
    ["ffffffffffff", "none of MLflow 2.9 to 3.18"],
  ])("refuses %s, which cannot be upgraded, as %s", async (revision, why) => {
    const file = temporaryFile();
    const connection = new SqliteConnection(file);
    connection.exec(
      `CREATE TABLE alembic_version (version_num); INSERT INTO alembic_version VALUES ('${revision}')`,
    );
    connection.close();
    await expect(openDatabase(`sqlite:///${file}`)).rejects.toThrow(
      new RegExp(`revision ${revision}.*${why}`),
    );
  });

  it("refuses a database that is not a tracking server's", async () => {
    const file = temporaryFile();
    const connection = new SqliteConnection(file);
    connection.exec("CREATE TABLE invoices (x)");
    await expect(openDatabase(`sqlite:///${file}`)).rejects.toThrow("not those of a tracking server");
    connection.close();
  });

  it("says which database it could not open, and why", async () => {
    const file = temporaryFile();
    writeFileSync(
      file,
      "these are no pages of a database, but a text that is long enough for a header".repeat(9),
    );
    await expect(openDatabase(`sqlite:///${file}`)).rejects.toThrow(
      `Cannot open the database 'sqlite:///${file}': file is not a database`,
    );
    await expect(openDatabase(`sqlite:///${dirname(file)}`)).rejects.toThrow("Cannot open the database");
  });

  it.each([["mlflow.db"], ["sqlite:///:memory:"], ["sqlite://"]])(
    "refuses %s, saying what would be right",
    async (uri) => {
      await expect(openDatabase(uri)).rejects.toThrow(/sqlite:\/\/\//);
    },
  );
});

describe("a connection", () => {
  it("keeps int64 exact both ways", async () => {
    const { read } = await temporaryDatabase();
    for (const value of [0, -1, 2 ** 53 - 1, 2n ** 53n + 1n, 2n ** 63n - 1n, -(2n ** 63n)]) {
      const answer = await sql<{ x: unknown }>`SELECT CAST(${value} AS INTEGER) AS x`.execute(read);
      expect(answer.rows[0]?.x).toBe(value);
    }
  });

  it("does not write on the read side", async () => {
    const { read } = await temporaryDatabase();
    await expect(read.deleteFrom("workspaces").execute()).rejects.toThrow(/SQLITE_READONLY/);
  });

  it("refuses a value that it cannot store, and lives on", async () => {
    const { read } = await temporaryDatabase();
    const odd = sql`SELECT ${{ a: 1 }} AS x`;
    await expect(odd.execute(read)).rejects.toThrow("a value of type object cannot be stored");
    expect((await sql`SELECT ${true} AS x, ${undefined} AS y`.execute(read)).rows).toEqual([
      { x: 1, y: null },
    ]);
  });
});
