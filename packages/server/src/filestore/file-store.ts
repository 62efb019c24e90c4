import { existsSync, mkdirSync } from "node:fs";
import { join } from "node:path";
import { sql } from "kysely";
import type { Database } from "../database/database.js";
import { openDatabase } from "../database/open-database.js";
import type { AllHandlers } from "../http/handlers.js";
import type { Finding } from "./finding.js";
import { Follower, type Progress } from "./follower.js";
import { indexFile } from "./index-file.js";
import { STATE_TABLES } from "./index-state.js";
import { Indexer } from "./indexer.js";
import { JOURNAL } from "./journal.js";
import { Mirror } from "./mirror.js";

/** MLflow's files behind a database that follows them. */
export class FileStore {
  private constructor(
    readonly root: string,
    /** Whether the folder was made just now. */
    readonly isNew: boolean,
    /** What the services work on: the index. */
    readonly database: Database,
    private readonly follower: Follower,
  ) {}

  /**
   * Opens MLflow's files, which may be none yet, and reads them into the index. It resolves when all are read.
   * @throws DatabaseError when the index cannot be opened
   */
  static async open(root: string, log: (line: string) => void): Promise<FileStore> {
    const isNew = !existsSync(root);
    mkdirSync(root, { recursive: true });
    const database = await openDatabase(`sqlite:///${indexFile(root)}`);
    try {
      await database.write(async (tx) => {
        for (const statement of [...STATE_TABLES, ...JOURNAL]) await sql.raw(statement).execute(tx);
      });
      const follower = new Follower(root, database, new Indexer(root, database), log);
      const store = new FileStore(root, isNew, mirrored(database, new Mirror(root)), follower);
      await store.start(log);
      return store;
    } catch (error) {
      await database.close();
      throw error;
    }
  }

  progress(): Progress {
    return this.follower.progress();
  }

  /** What is wrong in the files. */
  findings(): Promise<Finding[]> {
    return this.follower.findings();
  }

  /** Calls that open a run read its files first. */
  freshening<Served extends Pick<AllHandlers, "runs" | "metrics">>(handlers: Served): Served {
    const { runs, metrics } = handlers;
    const first =
      <Request extends { run_id: string }, Rest extends unknown[], Answer>(
        handler: (request: Request, ...rest: Rest) => Promise<Answer>,
      ) =>
      async (request: Request, ...rest: Rest): Promise<Answer> => {
        await this.follower.freshenRun(request.run_id);
        return handler(request, ...rest);
      };
    return {
      ...handlers,
      runs: {
        ...runs,
        get: first(runs.get),
        // What is changed by these is read first, so that it is the newest state that is changed.
        update: first(runs.update),
        delete: first(runs.delete),
        restore: first(runs.restore),
        deleteTag: first(runs.deleteTag),
        logModel: first(runs.logModel),
      },
      metrics: { ...metrics, getHistory: first(metrics.getHistory) },
    };
  }

  async close(): Promise<void> {
    await this.follower.stop();
    await this.database.close();
  }

  private async start(log: (line: string) => void): Promise<void> {
    const started = Date.now();
    const waiting = setTimeout(() => log(`Reading the files in ${this.root} …`), 2000);
    await this.follower.start();
    clearTimeout(waiting);
    const found = await this.findings();
    const reason = this.follower.blindness;
    log(
      `Read the files in ${this.root} in ${Date.now() - started} ms. ` +
        (reason
          ? `Changes are found by looking at all files, because ${reason}.`
          : "Changes are seen at once."),
    );
    for (const { path, problem } of found.slice(0, MOST_LOGGED)) log(`${join(this.root, path)}: ${problem}`);
    if (found.length > MOST_LOGGED) log(`… and ${found.length - MOST_LOGGED} more findings.`);
  }
}

const MOST_LOGGED = 20;

/** A database whose writes reach the files first: a write whose files cannot be written is undone. */
const mirrored = (database: Database, mirror: Mirror): Database => ({
  ...database,
  write: (work) =>
    database.write(async (tx) => {
      const result = await work(tx);
      await mirror.flush(tx);
      return result;
    }),
});
