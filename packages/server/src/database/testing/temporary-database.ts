import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { onTestFinished } from "vitest";
import type { Database } from "../database.js";
import { openDatabase } from "../open-database.js";

/** A file name in a directory that goes when the test ends. */
export function temporaryFile(name = "mlflow.db"): string {
  const directory = mkdtempSync(join(tmpdir(), "slipway-"));
  onTestFinished(() => rmSync(directory, { recursive: true, force: true }));
  return join(directory, name);
}

/** A real, empty database that is closed and removed when the test ends. */
export async function temporaryDatabase(file = temporaryFile()): Promise<Database> {
  const database = await openDatabase(`sqlite:///${file}`);
  onTestFinished(() => database.close());
  return database;
}
