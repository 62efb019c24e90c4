import { statSync } from "node:fs";
import { expect, it } from "vitest";
import { GroupCommit } from "../group-commit.js";
import { temporaryFile } from "../testing/temporary-database.js";
import { SqliteConnection } from "./sqlite-connection.js";
import { SqliteLog } from "./sqlite-log.js";
import { SqliteThreads } from "./sqlite-threads.js";

const MEGABYTE = 1024 * 1024;

it("keeps the log short while writes go on, and loses none of them", async () => {
  const file = temporaryFile();
  const writer = new SqliteConnection(file);
  const threads = new SqliteThreads(file);
  const log = new SqliteLog(file, writer, threads, MEGABYTE);
  const group = new GroupCommit(writer, () => log.tend());
  writer.exec("CREATE TABLE t (a INTEGER PRIMARY KEY, b BLOB)");

  const sizes: number[] = [];
  for (let row = 1; row <= 400; row += 1) {
    const content = Buffer.alloc(64 * 1024, row);
    await group.write(async () => writer.run("INSERT INTO t VALUES (?, ?)", [row, content]));
    sizes.push(statSync(`${file}-wal`).size);
  }
  await group.idle();

  // 25 MB were written; without a checkpoint all of them would be in the log.
  expect(Math.min(...sizes.slice(100))).toBeLessThan(8 * MEGABYTE);
  expect(sizes.at(-1)).toBeLessThan(20 * MEGABYTE);
  expect(writer.run("SELECT count(*) AS n, sum(length(b)) AS bytes FROM t").rows).toEqual([
    { n: 400, bytes: 400 * 64 * 1024 },
  ]);
  await threads.close();
  writer.close();
});
