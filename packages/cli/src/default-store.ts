import { existsSync, lstatSync, readdirSync } from "node:fs";
import { join } from "node:path";

const DATABASE = "mlflow.db";
const FILES = "./mlruns";

/** The store of a folder where none is named, for people to read. */
export const DEFAULT_STORE_RULE = `sqlite:///${DATABASE}, or ${FILES} where that has runs and there is no ${DATABASE}`;

/**
 * The store that is meant where none is named: as in MLflow 3.18, a folder of MLflow's files goes on being used.
 * Beyond MLflow, a database that is there wins, since it was made after the files.
 */
export function defaultStore(): string {
  return !existsSync(DATABASE) && hasExperiments() ? FILES : `sqlite:///${DATABASE}`;
}

function hasExperiments(): boolean {
  try {
    return readdirSync(FILES, { withFileTypes: true }).some(
      (entry) =>
        entry.isDirectory() && /^\d+$/.test(entry.name) && exists(join(FILES, entry.name, "meta.yaml")),
    );
  } catch {
    return false;
  }
}

const exists = (path: string) => lstatSync(path, { throwIfNoEntry: false }) !== undefined;

/** A store as the environment names it; a bare name of a database's file is one of SQLite. */
export const namedStore = (text: string): string =>
  /\.(?:db|sqlite3?)$/i.test(text) && !/^[a-z][\w+.-]+:/i.test(text) ? `sqlite:///${text}` : text;
