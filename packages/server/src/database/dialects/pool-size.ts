import { DatabaseError } from "../database-error.js";

export interface PoolSize {
  /** The most connections that one server process has open. */
  connections: number;
  /** After so many seconds a connection is replaced by a new one; undefined: never. */
  recycle: number | undefined;
}

// SQLAlchemy's defaults, which MLflow leaves alone.
const SIZE = 5;
const OVERFLOW = 10;

/** MLflow's settings of its pool, by the names of its environment variables. @throws DatabaseError */
export function poolSize(environment: NodeJS.ProcessEnv = process.env): PoolSize {
  const read = (name: string, least: number): number | undefined => {
    const text = environment[`MLFLOW_SQLALCHEMYSTORE_${name}`];
    if (!text) return undefined;
    const value = Number(text);
    if (Number.isSafeInteger(value) && value >= least) return value;
    throw new DatabaseError(
      `MLFLOW_SQLALCHEMYSTORE_${name} is '${text}'; it must be a whole number of at least ${least}.`,
    );
  };
  const size = read("POOL_SIZE", 0) || SIZE;
  // In SQLAlchemy -1 means without a limit; a database server has one, so this is as many as most allow.
  const overflow = read("MAX_OVERFLOW", -1) || OVERFLOW;
  const recycle = read("POOL_RECYCLE", -1) ?? -1;
  return {
    connections: overflow < 0 ? Math.max(size, 90) : size + overflow,
    recycle: recycle > 0 ? recycle : undefined,
  };
}
