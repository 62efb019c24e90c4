import { existsSync } from "node:fs";
import { mkdtemp } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type RunningServer, type ServerKind, serverUnderTest, startServer } from "./start-server.js";

/** The server under test, and the real one beside it. */
export interface Pair {
  readonly ours: RunningServer;
  readonly theirs: RunningServer;
}

const MEMORY = "/dev/shm";

/** Starts both servers. */
export async function startPair(): Promise<Pair> {
  const [ours, theirs] = await Promise.all([startInMemory(serverUnderTest()), startInMemory("mlflow")]);
  return { ours, theirs };
}

/** Starts a server on a database in memory, where the system has a folder there. */
export async function startInMemory(kind: ServerKind): Promise<RunningServer> {
  const memory = existsSync(MEMORY) ? MEMORY : tmpdir();
  return startServer(kind, await mkdtemp(join(memory, `side-by-side-${kind}-`)));
}
