import { createHash } from "node:crypto";
import { sql } from "kysely";
import type { Db } from "../database/database.js";
import type { Finding } from "./finding.js";
import type { Listing, Stamp } from "./listing.js";
import type { Unit, UnitKind } from "./unit.js";

/**
 * What the index knows of the files that it was made from, a row for each unit, and whether the files are being
 * followed just now: then changes of the index are none that files must hear of.
 */
export const STATE_TABLES = [
  `CREATE TABLE IF NOT EXISTS slipway_files (
    folder TEXT PRIMARY KEY NOT NULL, kind TEXT NOT NULL, id TEXT NOT NULL, experiment TEXT NOT NULL,
    files TEXT NOT NULL, findings TEXT NOT NULL) WITHOUT ROWID`,
  "CREATE INDEX IF NOT EXISTS slipway_files_by_id ON slipway_files (kind, id)",
  "CREATE TABLE IF NOT EXISTS slipway_following (following INTEGER PRIMARY KEY NOT NULL)",
];

interface StateRow {
  folder: string;
  kind: UnitKind;
  id: string;
  experiment: string;
  files: string;
  findings: string;
}

/** A unit as the index has it. */
export interface KnownUnit extends Unit {
  listing: Listing;
  findings: Finding[];
}

const toUnit = ({ folder, kind, id, experiment }: StateRow): Unit => ({
  folder,
  kind,
  id,
  experiment: BigInt(experiment),
});

/** A short text that is the same for the same listing. */
export const fingerprint = (files: string): string => createHash("sha1").update(files).digest("base64");

export const listingText = (listing: Listing): string => JSON.stringify([...listing]);

const listingOf = (files: string): Listing => new Map(JSON.parse(files) as [string, Stamp][]);

export async function findState(db: Db, folder: string): Promise<KnownUnit | undefined> {
  const { rows } = await sql<StateRow>`SELECT * FROM slipway_files WHERE folder = ${folder}`.execute(db);
  const [row] = rows;
  return row && { ...toUnit(row), listing: listingOf(row.files), findings: JSON.parse(row.findings) };
}

/** Every unit with the fingerprint of its files. */
export async function allStates(db: Db): Promise<(Unit & { print: string })[]> {
  const { rows } = await sql<StateRow>`SELECT * FROM slipway_files`.execute(db);
  return rows.map((row) => ({ ...toUnit(row), print: fingerprint(row.files) }));
}

/** Where an entity is, or was when its files were last read. */
export async function unitsOf(db: Db, kind: UnitKind, id: string): Promise<Unit[]> {
  const { rows } = await sql<StateRow>`
    SELECT * FROM slipway_files WHERE kind = ${kind} AND id = ${id}`.execute(db);
  return rows.map(toUnit);
}

export async function saveState(db: Db, unit: Unit, files: string, findings: Finding[]): Promise<void> {
  const { folder, kind, id, experiment } = unit;
  await sql`INSERT INTO slipway_files (folder, kind, id, experiment, files, findings)
    VALUES (${folder}, ${kind}, ${id}, ${String(experiment)}, ${files}, ${JSON.stringify(findings)})
    ON CONFLICT (folder) DO UPDATE SET kind = excluded.kind, id = excluded.id, experiment = excluded.experiment,
      files = excluded.files, findings = excluded.findings`.execute(db);
}

export async function removeState(db: Db, folder: string): Promise<void> {
  await sql`DELETE FROM slipway_files WHERE folder = ${folder}`.execute(db);
}

/** All findings in the files of units, by path. */
export async function selectFindings(db: Db): Promise<Finding[]> {
  const { rows } = await sql<StateRow>`
    SELECT findings FROM slipway_files WHERE findings <> '[]' ORDER BY folder`.execute(db);
  return rows.flatMap((row) => JSON.parse(row.findings) as Finding[]);
}

/** Runs work that brings the index in step with files, so that it is not written to the files again. */
export async function following<T>(tx: Db, work: () => Promise<T>): Promise<T> {
  await sql`INSERT INTO slipway_following (following) VALUES (1)`.execute(tx);
  const result = await work();
  await sql`DELETE FROM slipway_following`.execute(tx);
  return result;
}
