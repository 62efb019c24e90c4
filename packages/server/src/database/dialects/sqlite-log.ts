import { statSync } from "node:fs";
import type { SqliteConnection } from "./sqlite-connection.js";
import type { SqliteThreads } from "./sqlite-threads.js";

/** The log is moved into the database when its file is larger than this, in bytes. */
const LARGE = 80 * 1024 * 1024;

const CHECKPOINT = "PRAGMA wal_checkpoint(PASSIVE)";

/**
 * Keeps SQLite's write-ahead log short without holding up the writes: a thread moves nearly all of it, the writer's
 * own connection only what was written meanwhile, since the log begins anew only when nothing is left in it.
 */
export class SqliteLog {
  private state: "short" | "moving" | "moved" = "short";

  constructor(
    private readonly file: string,
    private readonly writer: Pick<SqliteConnection, "run">,
    private readonly threads: Pick<SqliteThreads, "run">,
    private readonly large = LARGE,
  ) {}

  /** To be called between two transactions of the writer. */
  tend(): void {
    if (this.state === "moved") {
      this.state = "short";
      this.finish();
    } else if (this.state === "short" && this.size() > this.large) {
      this.state = "moving";
      const settled = () => {
        this.state = "moved";
      };
      this.threads.run(CHECKPOINT).then(settled, settled);
    }
  }

  private finish(): void {
    try {
      this.writer.run(CHECKPOINT);
    } catch {
      // The log only stays long; a disk that is full or broken is told by the writes themselves.
    }
  }

  private size(): number {
    return statSync(`${this.file}-wal`, { throwIfNoEntry: false })?.size ?? 0;
  }
}
