import { resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { DatabaseError } from "../database/database-error.js";

/**
 * The folder that a backend store URI names in one of MLflow's forms: a plain path or a `file:` URI.
 * Undefined for a database.
 * @throws DatabaseError for a `file:` URI that names another machine
 */
export function fileStoreRoot(uri: string): string | undefined {
  const text = uri.trim();
  if (/^file:/i.test(text)) return pathOf(text);
  const isPath = text !== "" && (/^[a-z]:[\\/]/i.test(text) || !/^[a-z][\w+.-]*:/i.test(text));
  return isPath ? resolve(text) : undefined;
}

function pathOf(uri: string): string {
  const rest = uri.slice("file:".length);
  // `file:mlruns` is relative to the working directory, as MLflow has it.
  if (!rest.startsWith("/")) return resolve(decodeURIComponent(rest));
  try {
    return fileURLToPath(uri);
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new DatabaseError(`Cannot open the folder '${uri}': ${reason}. Write file:///absolute/path.`);
  }
}
