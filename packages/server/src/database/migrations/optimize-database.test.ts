import { readdirSync, readFileSync } from "node:fs";
import { dirname } from "node:path";
import { expect, it } from "vitest";
import { SqliteConnection } from "../dialects/sqlite-connection.js";
import { createTables } from "../dialects/sqlite-ddl.js";
import { openDatabase } from "../open-database.js";
import { REVISION } from "../schema/index.js";
import { temporaryFile } from "../testing/temporary-database.js";
import { checkDatabase } from "./check-database.js";
import { mlflowLayout } from "./layouts.js";
import { optimizeDatabase } from "./optimize-database.js";
import { shapesOf } from "./sqlite-shapes.js";

const uri = (file: string) => `sqlite:///${file}`;

/** A database as MLflow makes it, with rows in the tables that change. */
function databaseOfMlflow(...statements: string[]): string {
  const file = temporaryFile();
  const connection = new SqliteConnection(file, { foreign_keys: 1 });
  connection.exec("BEGIN");
  for (const statement of createTables(mlflowLayout)) connection.exec(statement);
  connection.exec(`INSERT INTO alembic_version VALUES ('${REVISION}');
    INSERT INTO experiments (experiment_id, name) VALUES (1, 'e');
    INSERT INTO experiment_tags VALUES ('k', 'v', 1);
    INSERT INTO runs (run_uuid, experiment_id) VALUES ('r', 1);
    INSERT INTO tags VALUES ('k', 'v', 'r');
    INSERT INTO params VALUES ('k', 'v', 'r');
    INSERT INTO metrics VALUES ('k', 0.1, 1, 'r', 9007199254740993, 0), ('k', 0, 1, 'r', 2, 1);
    INSERT INTO latest_metrics VALUES ('k', 0.1, 1, 9007199254740993, 0, 'r')`);
  for (const statement of statements) connection.exec(statement);
  connection.exec("COMMIT");
  connection.close();
  return file;
}

const TABLES = ["experiment_tags", "runs", "tags", "params", "metrics", "latest_metrics"];

function look(file: string) {
  const connection = new SqliteConnection(file, {});
  const rows = TABLES.map((table) => connection.run(`SELECT * FROM ${table} ORDER BY 1, 2, 3`).rows);
  const shapes = shapesOf(connection);
  connection.close();
  return { rows, shapes };
}

const optimize = (file: string, options: { undo?: boolean; backup?: boolean } = {}) =>
  optimizeDatabase(uri(file), { undo: false, backup: false, tell: () => undefined, ...options });

it("gives a database of MLflow our own layout, keeps every row, and gives MLflow's back", async () => {
  const fresh = temporaryFile();
  await (await openDatabase(uri(fresh))).close();
  const file = databaseOfMlflow("CREATE INDEX my_index ON tags (value)");
  const before = look(file);
  const { result, backup } = await optimize(file, { backup: true });
  expect(result.changed.sort()).toEqual([...TABLES].sort());
  const after = look(file);
  expect(after.rows).toEqual(before.rows);
  for (const table of TABLES) {
    const { my_index: mine, ...indexes } = after.shapes[table]?.indexes ?? {};
    expect({ ...after.shapes[table], indexes }).toEqual(look(fresh).shapes[table]);
    expect(mine !== undefined).toBe(table === "tags");
  }
  expect((await checkDatabase(uri(file))).layout).toBe("slipway");
  expect(await optimize(file)).toEqual({ result: { changed: [] } });
  await optimize(file, { undo: true });
  expect(look(file)).toEqual(before);
  expect(look(backup ?? "")).toEqual(before);
});

it("refuses a database of another revision, naming the command for it", async () => {
  const file = databaseOfMlflow("UPDATE alembic_version SET version_num = 'd0e1f2a3b4c5'");
  const before = readFileSync(file);
  await expect(optimize(file, { backup: true })).rejects.toThrow(`slipway db upgrade '${uri(file)}'`);
  expect(readFileSync(file).equals(before)).toBe(true);
  expect(readdirSync(dirname(file))).toHaveLength(1);
});

it("checks revision, layout, GenAI rows and references, and changes nothing", async () => {
  const file = databaseOfMlflow(
    "INSERT INTO trace_info (request_id, experiment_id, timestamp_ms, status) VALUES ('t', 1, 2, 'OK')",
  );
  const before = readFileSync(file);
  const found = {
    revision: REVISION,
    current: true,
    layout: "mlflow",
    genai: { trace_info: 1 },
    looked: "pages, indexes and references",
    problems: [],
  };
  expect(await checkDatabase(uri(file))).toEqual(found);
  expect(readFileSync(file).equals(before)).toBe(true);
  const connection = new SqliteConnection(file, { foreign_keys: 0 });
  connection.exec("DELETE FROM runs; DROP INDEX index_tags_run_uuid");
  connection.exec("UPDATE alembic_version SET version_num = 'd0e1f2a3b4c5'");
  connection.close();
  expect(await checkDatabase(uri(file))).toEqual({
    revision: "d0e1f2a3b4c5",
    current: false,
    looked: "pages, indexes and references",
    genai: { trace_info: 1 },
    problems: expect.arrayContaining(["2 rows of metrics refer to rows of runs that are not there"]),
  });
});
