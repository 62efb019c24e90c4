import { describe, expect, it } from "vitest";
import { SqliteConnection } from "./dialects/sqlite-connection.js";
import { GroupCommit } from "./group-commit.js";
import { temporaryDatabase, temporaryFile } from "./testing/temporary-database.js";

const insertModel = (name: string) => ({ name, workspace: "default", creation_time: 1 });

describe("group commit", () => {
  it("acknowledges only what another connection can read, and undoes a failing write alone", async () => {
    const file = temporaryFile();
    const database = await temporaryDatabase(`sqlite:///${file}`);
    const other = new SqliteConnection(file);
    const stored = (name: string) =>
      other.run("SELECT name FROM registered_models WHERE name = ?", [name]).rows.length;
    const outcomes = await Promise.allSettled(
      Array.from({ length: 300 }, async (_, index) => {
        await database.write(async (tx) => {
          await tx
            .insertInto("registered_models")
            .values(insertModel(`m${index}`))
            .execute();
          if (index % 3 === 1) throw new Error(`no ${index}`);
          if (index % 3 === 2) await tx.insertInto("registered_models").values(insertModel("m0")).execute();
        });
        expect(stored(`m${index}`)).toBe(1);
      }),
    );
    outcomes.forEach((outcome, index) => {
      expect(outcome.status, `write ${index}`).toBe(index % 3 === 0 ? "fulfilled" : "rejected");
      if (index % 3 === 1) expect(outcome).toHaveProperty("reason.message", `no ${index}`);
      if (index % 3 === 2) expect(outcome).toHaveProperty("reason.code", "SQLITE_CONSTRAINT_PRIMARYKEY");
    });
    expect(other.run("SELECT count(*) AS n FROM registered_models").rows[0]?.n).toBe(100);
    other.close();
  });

  it("shares one commit among writes that arrive together", async () => {
    const connection = new SqliteConnection(temporaryFile());
    connection.exec("CREATE TABLE t (x)");
    const statements: string[] = [];
    const group = new GroupCommit({
      run: (sql) => {
        statements.push(sql);
        return connection.run(sql);
      },
    });
    await Promise.all(
      [1, 2, 3].map((x) => group.write(async () => connection.run("INSERT INTO t VALUES (?)", [x]))),
    );
    expect(statements.filter((sql) => sql === "COMMIT")).toHaveLength(1);
    expect(connection.run("SELECT x FROM t ORDER BY x").rows).toEqual([{ x: 1 }, { x: 2 }, { x: 3 }]);
    connection.close();
  });

  it("fails every write of a group that cannot commit, and goes on with the next", async () => {
    const connection = new SqliteConnection(temporaryFile());
    connection.exec(
      "CREATE TABLE p (x PRIMARY KEY); CREATE TABLE c (x REFERENCES p DEFERRABLE INITIALLY DEFERRED)",
    );
    const group = new GroupCommit(connection);
    const insert = (table: string, x: number) =>
      group.write(async () => connection.run(`INSERT INTO ${table} VALUES (?)`, [x]));
    const outcomes = await Promise.allSettled([insert("p", 1), insert("c", 7), insert("p", 2)]);
    expect(outcomes.map((outcome) => outcome.status)).toEqual(["rejected", "rejected", "rejected"]);
    await insert("p", 3);
    expect(connection.run("SELECT x FROM p").rows).toEqual([{ x: 3 }]);
    connection.close();
  });

  it("fails every write of a group when one ends the whole transaction", async () => {
    const connection = new SqliteConnection(temporaryFile());
    connection.exec("CREATE TABLE t (x)");
    const group = new GroupCommit(connection);
    const insert = (x: number) => group.write(async () => connection.run("INSERT INTO t VALUES (?)", [x]));
    const abort = group.write(async () => {
      connection.exec("ROLLBACK");
      throw new Error("the disk is full");
    });
    const outcomes = await Promise.allSettled([insert(1), abort, insert(2)]);
    for (const outcome of outcomes) expect(outcome).toHaveProperty("reason.message", "the disk is full");
    expect(connection.run("SELECT count(*) AS n FROM t").rows).toEqual([{ n: 0 }]);
    await insert(3);
    expect(connection.run("SELECT x FROM t").rows).toEqual([{ x: 3 }]);
    connection.close();
  });

  it("finishes the writes under way before it closes", async () => {
    const file = temporaryFile();
    const database = await temporaryDatabase(`sqlite:///${file}`);
    const writes = Array.from({ length: 20 }, (_, index) =>
      database.write((tx) =>
        tx
          .insertInto("registered_models")
          .values(insertModel(`m${index}`))
          .execute(),
      ),
    );
    await database.close();
    await Promise.all(writes);
    const connection = new SqliteConnection(file);
    expect(connection.run("SELECT count(*) AS n FROM registered_models").rows[0]?.n).toBe(20);
    connection.close();
  });
});
