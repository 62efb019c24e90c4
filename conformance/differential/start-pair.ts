import { existsSync } from "node:fs";
import { mkdtemp } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { CONFORMANCE_FOLDER, programOf } from "../clients/environment.js";
import { runProcess } from "../clients/run-process.js";
import { databaseOf, type RunningServer, type ServerKind, startServer } from "../servers/start-server.js";
import type { Pair } from "./play.js";

const MEMORY = "/dev/shm";
const PYTHON = programOf(join(CONFORMANCE_FOLDER, ".venvs", "mlflow-3"), "python");

/** Starts both servers on databases in memory, where the system has a folder there. */
export async function startPair(): Promise<Pair> {
  const [ours, theirs] = await Promise.all([start("slipway", 710_000), start("mlflow", 820_000)]);
  return { ours, theirs };
}

/** Ends both, and removes what they wrote. */
export async function stopPair({ ours, theirs }: Pair): Promise<void> {
  for (const server of [ours, theirs]) {
    await server.stop();
    await server.removeFolder();
  }
}

/** The ids of its experiments begin after `lastId`, so that no other number in an answer looks like one. */
async function start(kind: ServerKind, lastId: number): Promise<RunningServer> {
  const memory = existsSync(MEMORY) ? MEMORY : tmpdir();
  const server = await startServer(kind, await mkdtemp(join(memory, `differential-${kind}-`)));
  const script = join(CONFORMANCE_FOLDER, "differential", "reserve_ids.py");
  const { code, output } = await runProcess(PYTHON, [script, databaseOf(server.folder), String(lastId)], {});
  if (code !== 0) throw new Error(`the ids of ${kind} could not be set: ${output}`);
  return server;
}
