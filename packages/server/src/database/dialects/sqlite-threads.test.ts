import { describe, expect, it, onTestFinished } from "vitest";
import { temporaryFile } from "../testing/temporary-database.js";
import { SqliteConnection } from "./sqlite-connection.js";
import { SqliteThreads } from "./sqlite-threads.js";

// Looks at millions of rows, so it is the last to answer whatever else is asked meanwhile.
const LONG =
  "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 3000000) SELECT max(i) AS i FROM n";

function open() {
  const file = temporaryFile();
  const connection = new SqliteConnection(file);
  const threads = new SqliteThreads(file);
  onTestFinished(async () => {
    await threads.close();
    connection.close();
  });
  return { connection, threads };
}

describe("threads that read SQLite", () => {
  it("answer what is committed, integers exact", async () => {
    const { connection, threads } = open();
    connection.exec("CREATE TABLE t (a INTEGER, b TEXT, c REAL)");
    connection.run("INSERT INTO t VALUES (?, ?, ?), (9007199254740993, NULL, 2.5)", [true, "é", 1]);
    const { rows } = await threads.run("SELECT * FROM t WHERE a >= ? ORDER BY a", [1]);
    expect(rows).toEqual([
      { a: 1, b: "é", c: 1 },
      { a: 9007199254740993n, b: null, c: 2.5 },
    ]);
  });

  it("leave the main thread to others", async () => {
    const { connection, threads } = open();
    const order: string[] = [];
    const long = threads.run(LONG).then(() => order.push("long"));
    await new Promise((resolve) => setTimeout(resolve, 1));
    expect(connection.run("SELECT 1 AS a").rows).toEqual([{ a: 1 }]);
    order.push("short");
    await long;
    expect(order).toEqual(["short", "long"]);
  });

  it("answer more questions than there are threads", async () => {
    const { threads } = open();
    const asked = Array.from({ length: 50 }, (_, i) => threads.run("SELECT ? AS a", [i]));
    expect((await Promise.all(asked)).map(({ rows }) => rows[0]?.a)).toEqual(asked.map((_, i) => i));
  });

  it("tell what SQLite refuses, and go on", async () => {
    const { connection, threads } = open();
    connection.exec("CREATE TABLE t (a)");
    await expect(threads.run("SELECT * FROM nowhere")).rejects.toThrow("no such table: nowhere");
    await expect(threads.run("INSERT INTO t VALUES (1) RETURNING a")).rejects.toThrow("read-only");
    expect((await threads.run("SELECT 1 AS a")).rows).toEqual([{ a: 1 }]);
  });

  it("finish what they read when they are closed, and give up the rest", async () => {
    const { threads } = open();
    const asked = Promise.allSettled(Array.from({ length: 6 }, () => threads.run(LONG)));
    // Only a thread that is in the middle of a statement could be cut off in it.
    await new Promise((resolve) => setTimeout(resolve, 100));
    await threads.close();
    const settled = await asked;
    expect(settled[0]).toMatchObject({ status: "fulfilled", value: { rows: [{ i: 3_000_000 }] } });
    expect(settled.at(-1)).toMatchObject({
      status: "rejected",
      reason: { message: expect.stringContaining("closed") },
    });
    await expect(threads.run("SELECT 1 AS a")).rejects.toThrow("closed");
  });
});
