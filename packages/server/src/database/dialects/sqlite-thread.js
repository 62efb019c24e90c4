// A thread of its own on one SQLite file: for reading that may take long, and for moving the log into the database.
// Plain JavaScript, since Node starts it as it is, from the sources too.
import { parentPort, workerData } from "node:worker_threads";
import Sqlite from "libsql";

const CACHED_STATEMENTS = 100;

const database = new Sqlite(workerData.file);
database.exec(workerData.settings);
const statements = new Map();

parentPort.on("message", (message) => {
  if (message === "end") {
    database.close();
    parentPort.close();
    return;
  }
  const { sql, parameters } = message;
  try {
    const statement = prepare(sql);
    parentPort.postMessage({ columns: statement.columns, rows: statement.rows.all(parameters) });
  } catch (error) {
    const { message, code } = error;
    parentPort.postMessage({ error: { message, code } });
  }
});

function prepare(sql) {
  const known = statements.get(sql);
  if (known) return known;
  const rows = database.prepare(sql).safeIntegers(true).raw(true);
  const prepared = { rows, columns: rows.columns().map(({ name }) => name) };
  if (statements.size >= CACHED_STATEMENTS) statements.clear();
  statements.set(sql, prepared);
  return prepared;
}
