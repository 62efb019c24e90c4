import cluster, { type Worker } from "node:cluster";
import { once } from "node:events";

/** What a worker tells once it answers. */
export interface Started {
  url: string;
  /** What the database holds that is left untouched; empty when there is nothing. */
  untouched: string;
}

/** Before a worker that ended is replaced, in milliseconds, so that one that cannot start does not keep a core busy. */
const PAUSE = 1000;

/** Whether this process is one of several that share a port. */
export const isWorker = (): boolean => cluster.isWorker;

/** Tells the process that watches over the workers where this one is. */
export const reportStarted = ({ url, untouched }: Started): void => {
  process.send?.({ url, untouched } satisfies Started);
};

/**
 * Runs this command in several processes that share one port, until SIGINT or SIGTERM. A process that ends by itself is
 * replaced; when the first one cannot start, its exit code is this one's.
 * @param started told once, when the first process answers
 */
export async function runWorkers(count: number, started: (first: Started) => void): Promise<void> {
  const workers = new Set<Worker>();
  let state: "starting" | "serving" | "stopping" = "starting";
  const add = (): Worker => {
    const worker = cluster.fork();
    workers.add(worker);
    return worker;
  };
  const ended = new Promise<void>((resolve) => {
    for (const signal of ["SIGINT", "SIGTERM"] as const)
      process.on(signal, () => {
        state = "stopping";
        for (const worker of workers) worker.process.kill(signal);
        if (workers.size === 0) resolve();
      });
    cluster.on("exit", (worker, code, signal) => {
      workers.delete(worker);
      if (state === "stopping" && workers.size === 0) resolve();
      if (state !== "serving") return;
      process.stderr.write(`A worker ended (${signal ?? `code ${code}`}); another one takes its place.\n`);
      setTimeout(() => state === "serving" && add(), PAUSE);
    });
  });
  const first = add();
  const answer = await Promise.race([
    once(first, "message").then(([message]) => message as Started),
    once(first, "exit").then(([code]) => Number(code)),
  ]);
  if (typeof answer === "number") {
    process.exitCode = answer;
    return;
  }
  state = "serving";
  started(answer);
  while (workers.size < count) add();
  await ended;
}
