import Sqlite from "libsql";
import { translate } from "./sqlite-errors.js";
import { bindable, narrowed } from "./sqlite-values.js";

type Row = Record<string, unknown>;
interface Answer {
  rows: Row[];
  changes: number;
}

interface Prepared {
  statement: Sqlite.Statement;
  /** Whether it answers rows. */
  reads: boolean;
}

const PRAGMAS = {
  journal_mode: "wal",
  synchronous: 2, // FULL: a commit is on disk before it is acknowledged
  foreign_keys: 1,
  busy_timeout: 5000,
  wal_autocheckpoint: 200_000, // pages: only if the thread that does it cannot keep up
  journal_size_limit: 4_194_304, // bytes: a log that begins anew gives its place back
  cache_size: -65_536, // KiB: with SQLite's own 2 MiB, scattered inserts wait for pages
} as const;

const CACHED_STATEMENTS = 500;

/**
 * One SQLite connection with its prepared statements. Integers come back exact: as numbers while they are safe,
 * else as bigint. Booleans are bound as 0 and 1.
 */
export class SqliteConnection {
  private readonly database: Sqlite.Database;
  private readonly statements = new Map<string, Prepared>();

  /** @throws Error when the database does not take a setting that durability rests on. */
  constructor(file: string, pragmas: Readonly<Record<string, string | number>> = PRAGMAS) {
    this.database = new Sqlite(file);
    for (const [name, wanted] of Object.entries(pragmas)) {
      this.database.prepare(`PRAGMA ${name} = ${wanted}`).all();
      const [row] = this.database.prepare(`PRAGMA ${name}`).all() as Row[];
      const got = row && Object.values(row)[0];
      if (got !== wanted) throw new Error(`SQLite database ${file}: ${name} is ${got}, it must be ${wanted}`);
    }
    // LIKE is case-sensitive in MLflow's searches; setting only, it cannot be read back.
    this.database.exec("PRAGMA case_sensitive_like = ON");
  }

  get inTransaction(): boolean {
    return this.database.inTransaction;
  }

  /** Runs statements that take no parameters. */
  exec(sql: string): void {
    try {
      this.database.exec(sql);
    } catch (error) {
      throw translate(error);
    }
  }

  run(sql: string, parameters: readonly unknown[] = []): Answer {
    const bound = parameters.map(bindable);
    try {
      const { statement, reads } = this.prepare(sql);
      if (!reads) return { rows: [], changes: statement.run(bound).changes };
      const rows = statement.all(bound) as Row[];
      for (const row of rows) for (const key in row) row[key] = narrowed(row[key]);
      return { rows, changes: rows.length };
    } catch (error) {
      throw translate(error);
    }
  }

  /** Moves the log into the database file where no other connection needs it, then lets go of both. */
  close(): void {
    if (!this.database.open) return;
    this.database.prepare("PRAGMA wal_checkpoint(TRUNCATE)").all();
    this.statements.clear();
    this.database.close();
  }

  private prepare(sql: string): Prepared {
    const known = this.statements.get(sql);
    if (known) return known;
    const statement = this.database.prepare(sql).safeIntegers(true);
    const prepared = { statement, reads: statement.reader };
    if (this.statements.size >= CACHED_STATEMENTS) this.statements.clear();
    this.statements.set(sql, prepared);
    return prepared;
  }
}
