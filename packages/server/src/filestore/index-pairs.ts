import { join } from "node:path";
import { sql } from "kysely";
import type { BulkInsert, BulkRow } from "../database/bulk-insert.js";
import { problemOf } from "./finding.js";
import { differences } from "./listing.js";
import { readText } from "./read-text.js";
import { note, type Reading } from "./unit.js";

/** A table of keys and values that belong to something: a file each, below one folder. */
const pairTable = (table: string, owner: readonly string[], [key, value]: readonly [string, string]) =>
  ({
    table,
    fixed: owner,
    columns: [key, value],
    onConflict: { key: [...owner, key], update: [value] },
  }) satisfies BulkInsert;

type PairTable = ReturnType<typeof pairTable>;

export const PAIRS = {
  experimentTags: pairTable("experiment_tags", ["experiment_id"], ["key", "value"]),
  runTags: pairTable("tags", ["run_uuid"], ["key", "value"]),
  runParams: pairTable("params", ["run_uuid"], ["key", "value"]),
  modelTags: pairTable("logged_model_tags", ["model_id", "experiment_id"], ["tag_key", "tag_value"]),
  modelParams: pairTable("logged_model_params", ["model_id", "experiment_id"], ["param_key", "param_value"]),
  registeredTags: pairTable("registered_model_tags", ["workspace", "name"], ["key", "value"]),
  versionTags: pairTable("model_version_tags", ["workspace", "name", "version"], ["key", "value"]),
  aliases: pairTable("registered_model_aliases", ["workspace", "name"], ["alias", "version"]),
};

// What the database's key is made of, where it is less than all that the rows share.
const CONFLICTS: Partial<Record<string, string[]>> = {
  logged_model_tags: ["model_id", "tag_key"],
  logged_model_params: ["model_id", "param_key"],
};

/** Brings keys and values in step with the files below a folder of the unit. */
export async function indexPairs(
  reading: Reading,
  table: PairTable,
  owner: BulkRow,
  folder: string,
  toValue: (text: string, path: string) => string | number | undefined = (text) => text,
): Promise<void> {
  const { changed, removed } = differences(reading.before, reading.after, folder);
  const rows: BulkRow[] = [];
  for (const key of changed) {
    const path = `${folder}/${key}`;
    try {
      const value = toValue(readText(join(reading.folder, path)), path);
      if (value !== undefined) rows.push([key, value]);
    } catch (error) {
      note(reading, path, problemOf(error));
    }
  }
  await removePairs(reading, table, owner, removed);
  const key = CONFLICTS[table.table] ?? table.onConflict.key;
  const insert = { ...table, onConflict: { ...table.onConflict, key } };
  await reading.database.dialect.insertAll(reading.tx, insert, owner, rows);
}

async function removePairs(
  { tx, database }: Reading,
  { table, fixed, columns }: PairTable,
  owner: BulkRow,
  keys: string[],
): Promise<void> {
  if (keys.length === 0) return;
  const conditions = fixed.map((column, index) => sql`${sql.ref(column)} = ${owner[index]}`);
  const those = database.dialect.oneOf(sql.ref(columns[0] ?? ""), keys);
  await sql`DELETE FROM ${sql.table(table)} WHERE ${sql.join([...conditions, those], sql` AND `)}`.execute(
    tx,
  );
}
