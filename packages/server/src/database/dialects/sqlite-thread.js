// A thread of its own on one SQLite file: for reading that may take long, and for moving the log into the database.
// Plain JavaScript, since Node starts it as it is, from the sources too.
import { parentPort, workerData } from "node:worker_threads";
import Sqlite from "libsql";

const CACHED_STATEMENTS = 100;

/** So many rows are handed over at once: the thread that takes them answers others in between. */
const BATCH = 2000;
/** Rows that are not handed over yet. */
let rest = [];

const database = new Sqlite(workerData.file);
database.exec(workerData.settings);
const statements = new Map();

parentPort.on("message", (message) => {
  if (message === "end") {
    database.close();
    parentPort.close();
    return;
  }
  if (message === "more") return handOver();
  const { sql, parameters } = message;
  try {
    const statement = prepare(sql);
    rest = statement.rows.all(parameters);
    handOver(statement.columns);
  } catch (error) {
    const { message, code } = error;
    parentPort.postMessage({ error: { message, code } });
  }
});

function handOver(columns) {
  const isAll = rest.length <= BATCH;
  parentPort.postMessage({ columns, rows: isAll ? rest : rest.slice(0, BATCH), isAll });
  rest = isAll ? [] : rest.slice(BATCH);
}

function prepare(sql) {
  const known = statements.get(sql);
  if (known) return known;
  const rows = database.prepare(sql).safeIntegers(true).raw(true);
  const prepared = { rows, columns: rows.columns().map(({ name }) => name) };
  if (statements.size >= CACHED_STATEMENTS) statements.clear();
  statements.set(sql, prepared);
  return prepared;
}
