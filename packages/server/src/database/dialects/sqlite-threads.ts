import { availableParallelism } from "node:os";
import { Worker } from "node:worker_threads";
import type { Answer, Runner } from "./kysely-over.js";
import { translate } from "./sqlite-errors.js";
import { bindable, narrowed } from "./sqlite-values.js";

/** Set on each connection of a thread: it never writes, except that it may move the log into the database. */
const SETTINGS = `
  PRAGMA query_only = ON; PRAGMA case_sensitive_like = ON; PRAGMA busy_timeout = 5000; PRAGMA cache_size = -65536`;

/** More threads than this would only wait for each other's pages. */
const MOST = 4;

interface Told {
  /** With the first rows of an answer. */
  columns?: string[];
  rows?: unknown[][];
  /** Whether these rows are the last ones; the thread waits until it is asked for more. */
  isAll?: boolean;
  error?: { message: string; code?: string };
}

interface Job {
  sql: string;
  parameters: readonly unknown[];
  columns: readonly string[];
  rows: Record<string, unknown>[];
  resolve(answer: Answer): void;
  reject(error: unknown): void;
}

interface Thread {
  worker: Worker;
  job?: Job;
}

/**
 * Threads that read one SQLite file, so that a search that must look at every row does not keep other requests
 * waiting. They are started when there is work for them, one for each core but the one that answers requests.
 */
export class SqliteThreads implements Runner {
  private readonly threads: Thread[] = [];
  private readonly queue: Job[] = [];
  private closed = false;
  private readonly most = Math.max(1, Math.min(MOST, availableParallelism() - 1));

  constructor(private readonly file: string) {}

  /** Runs one statement that reads. @throws what SQLite refuses, translated as on the main connection */
  run(sql: string, parameters: readonly unknown[] = []): Promise<Answer> {
    if (this.closed) return Promise.reject(closedError());
    return new Promise((resolve, reject) => {
      this.queue.push({ sql, parameters: parameters.map(bindable), columns: [], rows: [], resolve, reject });
      this.assign();
    });
  }

  /**
   * Ends each thread when it has finished its statement, since the native driver ends the whole process when a thread
   * is cut off in it. What no thread has begun is given up, and fails.
   */
  async close(): Promise<void> {
    this.closed = true;
    for (const { reject } of this.queue.splice(0)) reject(closedError());
    await Promise.all(this.threads.splice(0).map(({ worker }) => ended(worker)));
  }

  private assign(): void {
    while (this.queue.length > 0) {
      const thread = this.threads.find(({ job }) => !job) ?? this.start();
      if (!thread) return;
      const job = this.queue.shift();
      if (!job) return;
      thread.job = job;
      thread.worker.postMessage({ sql: job.sql, parameters: job.parameters });
    }
  }

  private start(): Thread | undefined {
    if (this.threads.length >= this.most) return undefined;
    const worker = new Worker(new URL("./sqlite-thread.js", import.meta.url), {
      workerData: { file: this.file, settings: SETTINGS },
    });
    worker.unref();
    const thread: Thread = { worker };
    worker.on("message", (told: Told) => this.finish(thread, told));
    worker.on("error", (error) => {
      this.threads.splice(this.threads.indexOf(thread), 1);
      thread.job?.reject(error);
      this.assign();
    });
    this.threads.push(thread);
    return thread;
  }

  private finish(thread: Thread, { columns, rows = [], isAll, error }: Told): void {
    const { job } = thread;
    if (columns && job) job.columns = columns;
    // Row by row: a spread of a long list is too long for a call.
    for (const row of rows) job?.rows.push(toRow(job.columns, row));
    if (!error && !isAll) {
      thread.worker.postMessage("more");
      return;
    }
    thread.job = undefined;
    this.assign();
    if (error) job?.reject(translate(Object.assign(new Error(error.message), { code: error.code })));
    else job?.resolve({ rows: job.rows, changes: job.rows.length });
  }
}

const closedError = () => new Error("The database was closed before it was read.");

function ended(worker: Worker): Promise<void> {
  return new Promise((resolve) => {
    worker.once("exit", () => resolve());
    worker.ref();
    worker.postMessage("end");
  });
}

function toRow(columns: readonly string[], values: readonly unknown[]): Record<string, unknown> {
  const row: Record<string, unknown> = {};
  for (const [index, column] of columns.entries()) row[column] = narrowed(values[index]);
  return row;
}
