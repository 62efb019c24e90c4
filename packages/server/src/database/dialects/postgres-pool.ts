import pg from "pg";
import type { Answer } from "./kysely-over.js";
import type { Pool, Session } from "./pooled-database.js";

const INT8 = 20;
const BOOLEAN = 16;
const NUMBERS = new Set([21, 23, 700, 701, 1700]);

/** Values as the stores know them: integers exact, as numbers while they are safe; booleans as 0 and 1. */
const types: pg.CustomTypesConfig = {
  getTypeParser: ((oid: number) => {
    if (oid === INT8) return exact;
    if (oid === BOOLEAN) return (text: string) => (text === "t" ? 1 : 0);
    if (NUMBERS.has(oid)) return Number;
    return (text: string) => text;
  }) as pg.CustomTypesConfig["getTypeParser"],
};

function exact(text: string): number | bigint {
  const number = Number(text);
  return Number.isSafeInteger(number) ? number : BigInt(text);
}

const names = new Map<string, string>();

/** Lets each connection prepare a statement once that is run again and again. */
export function prepareOnce(text: string): string {
  if (!names.has(text)) names.set(text, `slipway_${names.size + 1}`);
  return text;
}

/** Connections to PostgreSQL. */
export function postgresPool(settings: pg.PoolConfig): Pool {
  const pool = new pg.Pool({ ...settings, types });
  // A connection that ends while nobody uses it, as when the database restarts, is simply gone from the pool.
  pool.on("error", () => {});
  const sessions = new WeakMap<pg.PoolClient, Session>();
  return {
    run: (sql, parameters) => query(pool, sql, parameters),
    begin: async () => {
      const client = await pool.connect();
      try {
        await client.query("BEGIN ISOLATION LEVEL READ COMMITTED");
      } catch (error) {
        client.release(true);
        throw error;
      }
      const session = sessions.get(client) ?? sessionOver(client);
      sessions.set(client, session);
      return session;
    },
    close: () => pool.end(),
  };
}

function sessionOver(client: pg.PoolClient): Session {
  client.on("error", () => {});
  return {
    run: (sql, parameters = []) => query(client, sql, parameters),
    commit: async () => {
      const { command } = await client.query("COMMIT");
      if (command !== "COMMIT") throw new Error(`the transaction ended with ${command}`);
    },
    release: (broken) => client.release(broken),
  };
}

async function query(
  on: pg.Pool | pg.PoolClient,
  text: string,
  parameters: readonly unknown[],
): Promise<Answer> {
  const { rows, rowCount } = await on.query({ name: names.get(text), text, values: [...parameters] });
  return { rows, changes: rowCount ?? 0 };
}
