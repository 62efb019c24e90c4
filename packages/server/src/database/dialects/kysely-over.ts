import type {
  CompiledQuery,
  DatabaseConnection,
  DialectAdapter,
  Dialect as KyselyDialect,
  QueryCompiler,
  QueryResult,
} from "kysely";

export interface Answer {
  rows: Record<string, unknown>[];
  /** How many rows were written. */
  changes: number;
  /** The number that the database counted up for a new row, where it tells by itself. */
  insertId?: number | bigint;
}

/** What runs statements: a connection, or a pool of them. */
export interface Runner {
  run(sql: string, parameters: readonly unknown[]): Answer | Promise<Answer>;
}

export interface Language {
  compiler(): QueryCompiler;
  adapter(): DialectAdapter;
}

/**
 * Kysely over connections that somebody else owns: transactions are started with `write`, and closing is the
 * database's business.
 */
export function kyselyOver(runner: Runner, { compiler, adapter }: Language): KyselyDialect {
  const connection: DatabaseConnection = {
    executeQuery: async <R>({ sql, parameters }: CompiledQuery): Promise<QueryResult<R>> => {
      const { rows, changes, insertId } = await runner.run(sql, parameters);
      return {
        rows: rows as R[],
        numAffectedRows: BigInt(changes),
        insertId: insertId === undefined ? undefined : BigInt(insertId),
      };
    },
    streamQuery: () => {
      throw new Error("queries are not streamed");
    },
  };
  const refuse = async () => {
    throw new Error("transactions are started with database.write");
  };
  return {
    createAdapter: adapter,
    createQueryCompiler: compiler,
    createIntrospector: () => {
      throw new Error("tables are listed by the dialect");
    },
    createDriver: () => ({
      init: async () => {},
      acquireConnection: async () => connection,
      releaseConnection: async () => {},
      beginTransaction: refuse,
      commitTransaction: refuse,
      rollbackTransaction: refuse,
      destroy: async () => {},
    }),
  };
}
