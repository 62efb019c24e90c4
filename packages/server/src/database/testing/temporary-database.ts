import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { onTestFinished } from "vitest";
import type { Database } from "../database.js";
import { openDatabase } from "../open-database.js";
import { borrowDatabase } from "./borrowed-database.js";

/** A file name in a directory that goes when the test ends. */
export function temporaryFile(name = "mlflow.db"): string {
  const directory = mkdtempSync(join(tmpdir(), "slipway-"));
  onTestFinished(() => rmSync(directory, { recursive: true, force: true }));
  return join(directory, name);
}

/** The URI of a database that is the test's own until it ends, of the kind that the tests are run on. */
export async function temporaryUri(): Promise<string> {
  const { uri, giveBack } = await borrowDatabase();
  onTestFinished(giveBack);
  return uri;
}

/** A real, empty database that is closed when the test ends, or another connection to the one of a URI. */
export async function temporaryDatabase(uri?: string): Promise<Database> {
  const database = await openDatabase(uri ?? (await temporaryUri()));
  onTestFinished(() => database.close());
  return database;
}
