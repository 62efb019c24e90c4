import { createPool, type PoolConnection } from "mysql2/promise";
import type { Answer } from "./kysely-over.js";
import type { MysqlSettings } from "./mysql-options.js";
import type { Pool, Session } from "./pooled-database.js";

const SESSION = [
  // Strict, so that nothing is cut off silently; and 0 is an id like any other, as MLflow's first experiment has it.
  "SET SESSION sql_mode = 'STRICT_TRANS_TABLES,ERROR_FOR_DIVISION_BY_ZERO,NO_ENGINE_SUBSTITUTION,NO_AUTO_VALUE_ON_ZERO'",
  "SET SESSION TRANSACTION ISOLATION LEVEL READ COMMITTED",
];

/** Connections to MySQL or MariaDB. */
export function mysqlPool({ pool: settings, recycle = Number.POSITIVE_INFINITY }: MysqlSettings): Pool {
  const pool = createPool({
    ...settings,
    charset: "utf8mb4",
    timezone: "Z",
    dateStrings: true,
    // A row that was there already and stays as it is has not been written.
    flags: ["-FOUND_ROWS"],
    typeCast,
  });
  const made = new WeakMap<object, number>();
  pool.pool.on("connection", (connection) => {
    made.set(connection, Date.now());
    for (const statement of SESSION) connection.query(statement);
  });
  const lend = async (): Promise<PoolConnection> => {
    for (;;) {
      const lent = await pool.getConnection();
      const age = Date.now() - (made.get(lent.connection) ?? 0);
      if (age < recycle * 1000) return lent;
      lent.destroy();
    }
  };
  const sessions = new WeakMap<object, Session>();
  return {
    run: async (sql, parameters) => {
      const lent = await lend();
      try {
        return await query(lent, sql, parameters);
      } finally {
        lent.release();
      }
    },
    begin: async () => {
      const lent = await lend();
      try {
        await lent.query("START TRANSACTION");
      } catch (error) {
        lent.destroy();
        throw error;
      }
      const session = sessions.get(lent.connection) ?? sessionOver(lent);
      sessions.set(lent.connection, session);
      return session;
    },
    close: () => pool.end(),
  };
}

function sessionOver(lent: PoolConnection): Session {
  return {
    run: (sql, parameters = []) => query(lent, sql, parameters),
    commit: async () => {
      await lent.query("COMMIT");
    },
    release: (broken) => (broken ? lent.destroy() : lent.release()),
  };
}

async function query(on: PoolConnection, sql: string, parameters: readonly unknown[]): Promise<Answer> {
  // Not a prepared statement: those take every number for a double.
  const [result] = await on.query(sql, [...parameters]);
  if (Array.isArray(result)) return { rows: result as Record<string, unknown>[], changes: result.length };
  return { rows: [], changes: result.affectedRows, insertId: result.insertId };
}

interface Field {
  type: string;
  string(encoding?: BufferEncoding): string | null;
}

/** Values as the stores know them: integers exact, as numbers while they are safe. */
function typeCast(field: Field, next: () => unknown): unknown {
  switch (field.type) {
    case "LONGLONG":
      return exact(field.string());
    case "NEWDECIMAL":
      return numberOf(field.string());
    case "JSON":
      return field.string("utf8");
    default:
      return next();
  }
}

const numberOf = (text: string | null) => (text === null ? null : Number(text));

function exact(text: string | null): number | bigint | null {
  const number = Number(text);
  return text === null || Number.isSafeInteger(number) ? numberOf(text) : BigInt(text);
}
