import { ApiError } from "@slipway/contract";
import { Kysely } from "kysely";
import type { Database } from "../database.js";
import type { Db } from "../db.js";
import type { Tables } from "../schema/index.js";
import type { Dialect } from "./dialect.js";
import { kyselyOver, type Language, type Runner } from "./kysely-over.js";
import { retrying } from "./retrying.js";

/** One connection of a pool, lent to one transaction; the same object whenever that connection is lent. */
export interface Session extends Runner {
  run(sql: string, parameters?: readonly unknown[]): ReturnType<Runner["run"]>;
  /** Ends the transaction. @throws Error when it is not committed, or when that cannot be known */
  commit(): Promise<void>;
  /** Gives the connection back; a broken one is not used again. */
  release(broken: boolean): void;
}

/** Connections to a database server. */
export interface Pool extends Runner {
  /** Starts a transaction on a connection of its own. */
  begin(): Promise<Session>;
  close(): Promise<void>;
}

/** What a failed statement means. */
export interface Errors {
  /** Whether the connection is lost, or could not be had; nothing is known of a commit under way. */
  isLost(error: unknown): boolean;
  /** Whether another transaction was in the way: done again, the work finds what that one did. */
  isConflict(error: unknown): boolean;
  /** The error of the API that it is; else itself. */
  translate(error: unknown): unknown;
}

/** A database that is reached through a pool. Writes run side by side, each in a transaction of its own. */
export function pooledDatabase(options: {
  dialect: Dialect;
  language: Language;
  pool: Pool;
  errors: Errors;
}): Database {
  const { dialect, language, pool, errors } = options;
  const translating = async <T>(work: () => Promise<T>): Promise<T> => {
    try {
      return await work();
    } catch (error) {
      throw errors.translate(error);
    }
  };
  const kysely = (runner: Runner): Db => new Kysely<Tables>({ dialect: kyselyOver(runner, language) });
  const reader: Runner = {
    run: (sql, parameters) =>
      translating(() => retrying(async () => pool.run(sql, parameters), errors.isLost)),
  };
  const read = kysely(reader);
  const transactions = new WeakMap<Session, Db>();
  const transactionOf = (session: Session): Db => {
    const tx = transactions.get(session) ?? kysely(session);
    transactions.set(session, tx);
    return tx;
  };
  return {
    dialect,
    read,
    scan: read,
    write: (work) =>
      translating(() =>
        retrying(
          () => attempt(pool, errors, (session) => work(transactionOf(session))),
          (error) => errors.isLost(error) || errors.isConflict(error),
        ),
      ),
    close: () => pool.close(),
  };
}

async function attempt<T>(pool: Pool, errors: Errors, work: (session: Session) => Promise<T>): Promise<T> {
  const session = await pool.begin();
  let broken = false;
  try {
    const result = await work(session);
    await commit(session, errors);
    return result;
  } catch (error) {
    broken = !(await rolledBack(session));
    throw error;
  } finally {
    session.release(broken);
  }
}

async function commit(session: Session, errors: Errors): Promise<void> {
  try {
    await session.commit();
  } catch (error) {
    if (!errors.isLost(error)) throw error;
    throw new ApiError(
      "TEMPORARILY_UNAVAILABLE",
      "The connection to the database was lost during a commit: look whether the change was stored before you repeat it.",
    );
  }
}

async function rolledBack(session: Session): Promise<boolean> {
  try {
    await session.run("ROLLBACK");
    return true;
  } catch {
    return false;
  }
}
