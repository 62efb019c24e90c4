import { sql } from "kysely";
import type { ServerUri } from "../database-uri.js";
import type { Db } from "../db.js";
import { openMysql } from "../dialects/mysql.js";
import { columnDefinition, createTables } from "../dialects/mysql-ddl.js";
import { triggers } from "../dialects/mysql-triggers.js";
import type { Table } from "../schema/table.js";
import { danglingOf } from "./dangling.js";
import { isKnownIndex, mlflowLayout } from "./layouts.js";
import { type MysqlShape, shapesMade, shapesOf } from "./mysql-shapes.js";
import { indexesMissingFrom } from "./shape.js";
import type { Workbench, Worked, WorkOptions } from "./workbench.js";

/**
 * Changes the tables of a MySQL or MariaDB database. Each change of a table is durable by itself there: work that is cut
 * off leaves some tables changed, and goes on from there when it is done again.
 */
export async function workOnMysql<T>(
  uri: ServerUri,
  { backup, tell }: WorkOptions,
  work: (bench: Workbench) => Promise<T>,
): Promise<Worked<T>> {
  const database = openMysql(uri);
  const backUp = async () => {
    if (backup !== undefined) tell("No copy is made of a database on a server: have a backup of your own.");
    tell(
      "MySQL cannot take changes of tables back. If this is cut off, run the same command again: it goes on.",
    );
  };
  try {
    const result = await database.write((tx) =>
      database.dialect.preparing(tx, async () => {
        // The change of a table ends the transaction; what is written after it must be one again.
        await sql`SET autocommit = 0`.execute(tx);
        return work({ ...workbench(tx), backUp });
      }),
    );
    return { result };
  } finally {
    await database.close();
  }
}

function workbench(db: Db): Omit<Workbench, "backUp"> {
  const run = async (statement: string) => void (await sql.raw(statement).execute(db));
  const alter = async (table: string, clauses: readonly string[]) => {
    if (clauses.length > 0) await run(`ALTER TABLE \`${table}\` ${clauses.join(", ")}`);
  };
  return {
    db,
    shapes: () => shapesOf(db),
    shapesOf: async (tables) => shapesMade(tables),
    looksAt: "every table and its references",
    problems: () => problemsOf(db),
    create: async (name, table) => {
      for (const statement of createTables({ [name]: table })) await run(statement);
    },
    createTriggers: async () => {
      for (const statement of triggers) await run(statement);
    },
    renameColumn: (table, from, to) => alter(table, [`RENAME COLUMN \`${from}\` TO \`${to}\``]),
    addColumn: (table, name, column) => alter(table, [`ADD COLUMN \`${name}\` ${columnDefinition(column)}`]),
    rebuild: async (name, table, wanted) => {
      const all = await shapesOf(db);
      const there = all[name];
      if (!there) return;
      const next = wanted as MysqlShape;
      if (String(there.primaryKey) !== String(next.primaryKey)) await freeKey(name, there, all, alter);
      // A foreign key cannot go and come in one statement.
      await alter(
        name,
        gone(there, next).map((key) => `DROP FOREIGN KEY \`${key.name}\``),
      );
      await alter(name, alterations(table, there, next));
      await alter(
        name,
        gone(next, there).map((key) => `ADD ${named(key.name)}${key.definition}`),
      );
    },
    dropIndex: (index, table) => alter(table, [`DROP INDEX \`${index}\``]),
    createIndexes: async (name, table) => {
      const [wanted, there] = [shapesMade({ [name]: table })[name], (await shapesOf(db))[name]];
      if (wanted && there) await alter(name, additions(there, wanted));
    },
  };
}

const named = (name: string) => (name ? `CONSTRAINT \`${name}\` ` : "");

/** Foreign keys that one shape has and the other lacks. */
const gone = (there: MysqlShape, wanted: MysqlShape) =>
  there.constraints.filter(
    ({ definition }) => !wanted.constraints.some((other) => other.definition === definition),
  );

const additions = (there: MysqlShape, wanted: MysqlShape): string[] =>
  indexesMissingFrom(there, wanted).map((name) => `ADD ${wanted.indexes[name]}`);

/** A key can only change while nobody refers to it; the tables that do are changed after this one. */
async function freeKey(
  name: string,
  there: MysqlShape,
  all: Record<string, MysqlShape>,
  alter: (table: string, clauses: readonly string[]) => Promise<void>,
): Promise<void> {
  const target = ` REFERENCES \`${name}\` ${there.primaryKey}`;
  for (const [table, { constraints }] of Object.entries(all))
    await alter(
      table,
      constraints
        .filter(({ definition }) => definition.includes(target))
        .map((key) => `DROP FOREIGN KEY \`${key.name}\``),
    );
}

/** What separates two shapes of a table, their foreign keys apart: one statement, which happens wholly or not at all. */
function alterations(table: Table, there: MysqlShape, wanted: MysqlShape): string[] {
  const outdated = indexesMissingFrom(wanted, there).filter((index) =>
    isKnownIndex(index, there.indexes[index]),
  );
  const columns = Object.keys(there.columns);
  const changed = columns.filter(
    (name) => wanted.columns[name] !== undefined && wanted.columns[name] !== there.columns[name],
  );
  const hasKey = String(there.primaryKey) === String(wanted.primaryKey);
  return [
    ...outdated.map((index) => `DROP INDEX \`${index}\``),
    ...(hasKey || there.primaryKey.length === 0 ? [] : ["DROP PRIMARY KEY"]),
    ...columns.filter((name) => wanted.columns[name] === undefined).map((name) => `DROP COLUMN \`${name}\``),
    ...changed.flatMap((name) => {
      const column = table.columns[name];
      return column ? [`MODIFY COLUMN \`${name}\` ${columnDefinition(column)}`] : [];
    }),
    ...(hasKey ? [] : [`ADD PRIMARY KEY ${wanted.primaryKey}`]),
    ...additions(there, wanted),
  ];
}

/** What reading each table as a whole finds, and references to rows that are not there. */
async function problemsOf(db: Db): Promise<string[]> {
  const there = await shapesOf(db);
  const tables = Object.keys(mlflowLayout).filter((name) => there[name]);
  const checked = await sql<{ Table: string; Msg_type: string; Msg_text: string }>`
    CHECK TABLE ${sql.join(tables.map((name) => sql.table(name)))}`.execute(db);
  return [
    ...checked.rows
      .filter(({ Msg_type }) => Msg_type === "error" || Msg_type === "warning")
      .map(({ Table, Msg_text }) => `${Table}: ${Msg_text}`),
    ...(await danglingOf(db, there)),
  ];
}
