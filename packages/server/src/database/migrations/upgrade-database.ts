import { sql } from "kysely";
import { DatabaseError } from "../database-error.js";
import { parseDatabaseUri } from "../database-uri.js";
import { isFastTrackMl } from "../is-fasttrackml.js";
import { REVISION } from "../schema/index.js";
import { changesTo, layOut, refuseUnknownColumns } from "./lay-out.js";
import { mlflowLayout } from "./layouts.js";
import { moves } from "./moves/index.js";
import { isBefore, whyNotUpgradable } from "./revisions.js";
import { workOn } from "./work-on.js";
import type { Tell, Workbench, Worked } from "./workbench.js";

/** Where an upgrade came from and where it ended. */
export interface Upgraded {
  from: string;
  to: string;
}

export interface ChangeOptions {
  /** Whether a SQLite file is copied first. */
  backup: boolean;
  tell: Tell;
}

/**
 * Brings a database of MLflow 2.9 or later to MLflow 3.18's schema, as `mlflow db upgrade` does.
 * @throws DatabaseError for a database that it cannot upgrade, which it leaves as it is
 */
export async function upgradeDatabase(
  uri: string,
  { backup, tell }: ChangeOptions,
): Promise<Worked<Upgraded>> {
  const parsed = parseDatabaseUri(uri);
  return workOn(parsed, { backup: backup ? "before-upgrade" : undefined, tell }, async (bench) => {
    const from = await revisionOf(bench, parsed.redacted);
    if (from !== REVISION) await upgrade(bench, from, parsed.redacted, tell);
    return { from, to: REVISION };
  });
}

/** The revision of a tracking database. @throws DatabaseError when it is none that Slipway knows */
export async function revisionOf({ db, ...bench }: Workbench, uri: string): Promise<string> {
  const refuse = (why: string): never => {
    throw new DatabaseError(`Cannot change the database '${uri}': ${why}`);
  };
  const shapes = await bench.shapes();
  if (isFastTrackMl(Object.keys(shapes)))
    return refuse(`it is FastTrackML's. Copy it into a store of its own: slipway import '${uri}'`);
  if (!shapes.alembic_version)
    return refuse("it has no table alembic_version, so it is not a tracking server's.");
  const rows = await db.selectFrom("alembic_version").select("version_num").execute();
  const [found] = rows;
  if (!found || rows.length > 1) return refuse(`alembic_version has ${rows.length} rows; it must have one.`);
  const why = whyNotUpgradable(found.version_num);
  return why === undefined ? found.version_num : refuse(why);
}

async function upgrade(bench: Workbench, from: string, uri: string, tell: Tell): Promise<void> {
  refuseUnknownColumns(await bench.shapes(), mlflowLayout, uri);
  await bench.backUp();
  tell(`Upgrading from ${from} to ${REVISION}`);
  await widen(bench);
  for (const { step, says, move } of moves) {
    if (!isBefore(from, step)) continue;
    tell(says);
    await move(bench.db, await bench.shapes());
    // Where tables change outside of transactions, an upgrade that was cut off goes on after this move.
    await bench.db.updateTable("alembic_version").set({ version_num: step }).execute();
  }
  await layOut(await changesTo(mlflowLayout, bench), bench, tell);
  await bench.createTriggers();
  await sql`UPDATE alembic_version SET version_num = ${REVISION}`.execute(bench.db);
}

/** Adds the tables and columns that are missing, so that the rows can move before anything goes. */
async function widen(bench: Workbench): Promise<void> {
  if ((await bench.shapes()).jobs?.columns.function_fullname !== undefined)
    await bench.renameColumn("jobs", "function_fullname", "job_name");
  const there = await bench.shapes();
  for (const [name, table] of Object.entries(mlflowLayout)) {
    const columns = there[name]?.columns;
    if (!columns) await bench.create(name, table);
    else
      for (const [column, definition] of Object.entries(table.columns))
        if (columns[column] === undefined) await bench.addColumn(name, column, definition);
  }
}
