import { join } from "node:path";
import type { Database } from "../database/database.js";
import { DatabaseError } from "../database/database-error.js";
import { parseDatabaseUri } from "../database/database-uri.js";
import type { Db } from "../database/db.js";
import { lookInto } from "../database/dialects/index.js";
import { isFastTrackMl } from "../database/is-fasttrackml.js";
import { openDatabase } from "../database/open-database.js";
import { copyExperiments } from "./copy-experiments.js";
import { copyRun } from "./copy-run.js";
import { contextSuffixes } from "./metric-contexts.js";
import { runIds } from "./read-rows.js";

/**
 * Copies a database of FastTrackML 0.6, SQLite or PostgreSQL, into a new SQLite file in MLflow's layout, and leaves the
 * source as it is. Experiments of further namespaces are named `namespace/experiment`; a metric that was logged in a
 * context gets the context into its name, which MLflow has no other place for: `loss/subset:train`.
 * @param folder takes the file
 * @returns the copy's URI; undefined for a database that is not FastTrackML's
 * @throws DatabaseError when it was written by an older FastTrackML, or cannot be reached
 */
export async function copyFastTrackMl(uri: string, folder: string): Promise<string | undefined> {
  const parsed = parseDatabaseUri(uri);
  let copy: string | undefined;
  await lookInto(parsed, async (source, dialect) => {
    const tables = await dialect.tableNames(source);
    if (!isFastTrackMl(tables)) return;
    if (!tables.includes("contexts") || !tables.includes("namespaces"))
      throw new DatabaseError(
        `Cannot read the database '${parsed.redacted}': a FastTrackML older than 0.6 wrote it. Start FastTrackML 0.6 on it once, which upgrades it: fml server --database-uri …`,
      );
    copy = `sqlite:///${join(folder, "fasttrackml.db")}`;
    const target = await openDatabase(copy);
    try {
      await copyAll(source, target);
    } finally {
      await target.close();
    }
  });
  return copy;
}

async function copyAll(source: Db, target: Database): Promise<void> {
  await copyExperiments(source, target);
  const suffixes = await contextSuffixes(source);
  for (const id of await runIds(source)) await copyRun(source, target, id, suffixes);
}
