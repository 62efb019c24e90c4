import { readdirSync, readFileSync } from "node:fs";
import { dirname } from "node:path";
import { describe, expect, it } from "vitest";
import { SqliteConnection } from "../dialects/sqlite-connection.js";
import { createTables } from "../dialects/sqlite-ddl.js";
import { openDatabase } from "../open-database.js";
import { REVISION } from "../schema/index.js";
import type { Table } from "../schema/table.js";
import { temporaryFile } from "../testing/temporary-database.js";
import { mlflowLayout } from "./layouts.js";
import { upgradeDatabase } from "./upgrade-database.js";

/** The tables of MLflow 3.9, as far as these tests look: no workspaces, and jobs by their function. */
function earlierDatabase(...statements: string[]): string {
  const file = temporaryFile();
  const { workspaces: _, experiments, jobs, ...others } = mlflowLayout as Record<string, Table>;
  const connection = new SqliteConnection(file, { foreign_keys: 0 });
  connection.exec("BEGIN");
  for (const statement of createTables(others)) connection.exec(statement);
  connection.exec(`CREATE TABLE experiments (experiment_id INTEGER NOT NULL, name VARCHAR(256) UNIQUE NOT NULL, artifact_location VARCHAR(256),
    lifecycle_stage VARCHAR(32), creation_time BIGINT, last_update_time BIGINT, CONSTRAINT experiment_pk PRIMARY KEY (experiment_id))`);
  connection.exec(
    `CREATE TABLE jobs (id VARCHAR(36) NOT NULL, creation_time BIGINT NOT NULL, function_fullname VARCHAR(500) NOT NULL, params TEXT NOT NULL,
      status INTEGER NOT NULL, retry_count INTEGER NOT NULL, last_update_time BIGINT NOT NULL, CONSTRAINT jobs_pk PRIMARY KEY (id))`,
  );
  connection.exec("INSERT INTO alembic_version VALUES ('d0e1f2a3b4c5')");
  for (const statement of statements) connection.exec(statement);
  connection.exec("COMMIT");
  connection.close();
  expect(experiments && jobs).toBeDefined();
  return file;
}

function rows(file: string, query: string): Record<string, unknown>[] {
  const connection = new SqliteConnection(file, {});
  const found = connection.run(query).rows;
  connection.close();
  return found;
}

const upgrade = (file: string, backup = false) => {
  const told: string[] = [];
  const tell = (line: string) => void told.push(line);
  return upgradeDatabase(`sqlite:///${file}`, { backup, tell }).then((done) => ({ ...done, told }));
};

const TRACE =
  "INSERT INTO trace_info (request_id, experiment_id, timestamp_ms, status) VALUES ('t', 1, 2, 'OK')";

describe("upgradeDatabase", () => {
  it("brings an earlier database to 3.18, after which it opens, and has nothing to do then", async () => {
    const file = earlierDatabase(
      "INSERT INTO experiments (experiment_id, name) VALUES (7, 'ünï')",
      "INSERT INTO jobs VALUES ('j', 1, 'f', '{}', 1, 0, 5)",
    );
    const { result, told } = await upgrade(file);
    expect(result).toEqual({ from: "d0e1f2a3b4c5", to: REVISION });
    expect(told).toContain("Rebuilding experiments");
    expect(rows(file, "SELECT experiment_id, name, workspace FROM experiments")).toEqual([
      { experiment_id: 7, name: "ünï", workspace: "default" },
    ]);
    expect(rows(file, "SELECT id, job_name, status FROM jobs")).toEqual([
      { id: "j", job_name: "f", status: 5 },
    ]);
    await (await openDatabase(`sqlite:///${file}`)).close();
    expect(await upgrade(file, true)).toEqual({ result: { from: REVISION, to: REVISION }, told: [] });
  });

  it("keeps the user's own tables, indexes, triggers and views", async () => {
    const file = earlierDatabase(
      "CREATE TABLE notes (note TEXT)",
      "CREATE INDEX my_index ON experiments (artifact_location)",
      "CREATE TRIGGER my_trigger AFTER INSERT ON experiments BEGIN INSERT INTO notes VALUES (NEW.name); END",
      "CREATE VIEW my_view AS SELECT name FROM experiments",
    );
    await upgrade(file);
    rows(file, "INSERT INTO experiments (name) VALUES ('a')");
    expect(rows(file, "SELECT note FROM notes")).toEqual([{ note: "a" }]);
    expect(rows(file, "SELECT name FROM my_view")).toEqual([{ name: "a" }]);
    expect(rows(file, "SELECT name FROM sqlite_schema WHERE name LIKE 'my\\_%' ESCAPE '\\'")).toHaveLength(3);
  });

  it("copies the file first when it is asked to", async () => {
    const file = earlierDatabase();
    const { backup, told } = await upgrade(file, true);
    expect(told[0]).toBe(`Backup: ${backup}`);
    expect(rows(backup ?? "", "SELECT version_num FROM alembic_version")).toEqual([
      { version_num: "d0e1f2a3b4c5" },
    ]);
    expect(readdirSync(dirname(file))).toHaveLength(2);
  });

  it.each([
    ["older than 2.9", ["UPDATE alembic_version SET version_num = '7f2a7d5fae7d'"], "older than MLflow 2.9"],
    ["of another kind", ["UPDATE alembic_version SET version_num = 'abc'"], "revision abc, which is none of"],
    ["without a revision", ["DELETE FROM alembic_version"], "alembic_version has 0 rows"],
    ["that is no tracking server's", ["DROP TABLE alembic_version"], "has no table alembic_version"],
    ["with a column of the user's", ["ALTER TABLE tags ADD COLUMN mine TEXT"], "tags has a column mine"],
    [
      "with a span that has no trace",
      [
        "INSERT INTO spans (trace_id, experiment_id, span_id, status, start_time_unix_nano, content) VALUES ('lost', 1, 's', 'OK', 1, '')",
      ],
      "spans refers to the trace lost",
    ],
    [
      "with dimensions that have no column",
      [
        TRACE,
        "ALTER TABLE spans ADD COLUMN dimension_attributes JSON",
        `INSERT INTO spans (trace_id, experiment_id, span_id, status, start_time_unix_nano, content, dimension_attributes) VALUES ('t', 1, 's', 'OK', 1, '', '{"a":1}')`,
      ],
      "the span s of the trace t",
    ],
    [
      "with categories that are no list",
      [
        "INSERT INTO issues (issue_id, experiment_id, name, description, status, categories, created_timestamp, last_updated_timestamp) VALUES ('i', 1, 'n', '', 'open', '{}', 1, 1)",
      ],
      "the issue i has the categories {}",
    ],
  ])("refuses a database %s, and leaves it as it is", async (_, statements, message) => {
    const file = earlierDatabase(...statements);
    const before = readFileSync(file);
    await expect(upgrade(file)).rejects.toThrow(message);
    expect(readFileSync(file).equals(before)).toBe(true);
  });

  it("says that there is no file, and makes none", async () => {
    const file = temporaryFile();
    await expect(upgrade(file)).rejects.toThrow(`there is no file ${file}`);
    expect(readdirSync(dirname(file))).toEqual([]);
  });
});
