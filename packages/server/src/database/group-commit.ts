import type { SqliteConnection } from "./dialects/sqlite-connection.js";

type Transaction = Pick<SqliteConnection, "run">;

interface Job {
  run(): Promise<() => void>;
  reject(error: unknown): void;
}

/** A commit is shared by at most this many writes, so that none of them waits long. */
const LARGEST_GROUP = 256;

/** Other requests get a turn when the writes of a group have taken this long, in milliseconds. */
const TURN = 20;

/**
 * Lets concurrent writes share one commit, and so one sync to disk. Each write runs alone, in a savepoint: one that
 * throws is rolled back alone. A write is settled only after the commit that holds it.
 */
export class GroupCommit {
  private readonly queue: Job[] = [];
  private working: Promise<void> | undefined;

  /** @param committed called after each commit, when no transaction is open */
  constructor(
    private readonly connection: Transaction,
    private readonly committed: () => void = () => {},
  ) {}

  /** @returns what `work` returned, once it is durable. Work must await nothing but the database. */
  write<T>(work: () => Promise<T>): Promise<T> {
    return new Promise<T>((resolve, reject) => {
      this.queue.push({
        reject,
        run: async () => {
          const result = await work();
          return () => resolve(result);
        },
      });
      this.working ??= this.drain();
    });
  }

  /** Resolves when nothing is left to write. */
  async idle(): Promise<void> {
    while (this.working) await this.working;
  }

  private async drain(): Promise<void> {
    while (this.queue.length > 0) {
      // One turn of the event loop: every request that has arrived by then joins the group.
      await new Promise(setImmediate);
      await this.commit(this.queue.splice(0, LARGEST_GROUP));
      this.committed();
    }
    this.working = undefined;
  }

  private async commit(jobs: Job[]): Promise<void> {
    const open = new Set(jobs);
    try {
      this.connection.run("BEGIN IMMEDIATE");
      const settle: (() => void)[] = [];
      let turn = performance.now();
      for (const job of jobs) {
        if (performance.now() - turn > TURN) {
          await new Promise(setImmediate);
          turn = performance.now();
        }
        const done = await this.attempt(job);
        if (done) settle.push(done);
        else open.delete(job);
      }
      this.connection.run("COMMIT");
      for (const done of settle) done();
    } catch (error) {
      this.abandon();
      for (const job of open) job.reject(error);
    }
  }

  /** Runs one write in its savepoint; undefined when it failed and has been told so. */
  private async attempt(job: Job): Promise<(() => void) | undefined> {
    this.connection.run("SAVEPOINT one_write");
    try {
      const done = await job.run();
      this.connection.run("RELEASE one_write");
      return done;
    } catch (error) {
      if (!this.undo()) throw error;
      job.reject(error);
      return undefined;
    }
  }

  /** False when the failure has ended the whole transaction, as a full disk does: then the whole group fails. */
  private undo(): boolean {
    try {
      this.connection.run("ROLLBACK TO one_write");
      this.connection.run("RELEASE one_write");
      return true;
    } catch {
      return false;
    }
  }

  private abandon(): void {
    try {
      this.connection.run("ROLLBACK");
    } catch {
      // There was no transaction left to roll back.
    }
  }
}
