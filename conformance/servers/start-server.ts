import { type ChildProcess, spawn } from "node:child_process";
import { mkdtemp, rm } from "node:fs/promises";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { CONFORMANCE_FOLDER, programOf } from "../clients/environment.js";

/** "slipway" is the server under test, "mlflow" the real one of the mlflow-3 environment. */
export type ServerKind = "slipway" | "mlflow";

export interface RunningServer {
  readonly kind: ServerKind;
  /** Tracking URI, without a slash at its end. */
  readonly uri: string;
  /** Folder of its database (`tracking.db`) and its artifacts; given to another server, that one opens them. */
  readonly folder: string;
  /** Ends the server. The folder stays until `removeFolder`. */
  stop(): Promise<void>;
  /** Ends it as a crash does. */
  kill(): Promise<void>;
  removeFolder(): Promise<void>;
}

const HOST = "127.0.0.1";
const PATIENCE_SECONDS = 180;
/** The real server calls nobody, and starts none of the seven processes of its job queue. */
const QUIET = { MLFLOW_DISABLE_TELEMETRY: "true", MLFLOW_SERVER_ENABLE_JOB_EXECUTION: "false" };

/** Which server the suites ask: `CONFORMANCE_SERVER`, else ours. */
export function serverUnderTest(): ServerKind {
  const kind = process.env.CONFORMANCE_SERVER || "slipway";
  if (kind !== "slipway" && kind !== "mlflow") {
    throw new Error(`CONFORMANCE_SERVER is "${kind}"; it must be "slipway" or "mlflow"`);
  }
  return kind;
}

/** Starts a server on a free port, over a fresh folder or the given one, with variables of its own, and waits until it is healthy. */
export async function startServer(
  kind: ServerKind,
  given?: string,
  environment: NodeJS.ProcessEnv = {},
): Promise<RunningServer> {
  const folder = given ?? (await mkdtemp(join(tmpdir(), `conformance-${kind}-`)));
  const port = await freePort();
  const child = launch(kind, folder, port, environment);
  const uri = `http://${HOST}:${port}`;
  await untilHealthy(kind, uri, child);
  return {
    kind,
    uri,
    folder,
    stop: () => end(child),
    kill: () => end(child, "SIGKILL"),
    removeFolder: () => rm(folder, { recursive: true, force: true }),
  };
}

/** Path of the SQLite database of a server's folder. */
export function databaseOf(folder: string): string {
  return join(folder, "tracking.db");
}

function launch(
  kind: ServerKind,
  folder: string,
  port: number,
  environment: NodeJS.ProcessEnv,
): ChildProcess {
  const flags = ["server", "--host", HOST, "--port", String(port)];
  const store = environment.MLFLOW_BACKEND_STORE_URI ?? `sqlite:///${databaseOf(folder)}`;
  flags.push("--backend-store-uri", store);
  flags.push("--artifacts-destination", join(folder, "artifacts"));
  const ours = join(CONFORMANCE_FOLDER, "..", "packages", "cli", "bin", "slipway.js");
  const theirs = programOf(join(CONFORMANCE_FOLDER, ".venvs", "mlflow-3"), "mlflow");
  const [command, args] =
    kind === "slipway" ? [process.execPath, [ours, ...flags]] : [theirs, [...flags, "--workers", "1"]];
  return spawn(command, args, {
    cwd: folder,
    env: { ...process.env, ...QUIET, ...environment },
    stdio: ["ignore", "pipe", "pipe"],
    // Its own process group: the real server has worker processes that must end with it.
    detached: process.platform !== "win32",
  });
}

async function untilHealthy(kind: ServerKind, uri: string, child: ChildProcess): Promise<void> {
  let output = "";
  child.stdout?.on("data", (chunk) => {
    output = (output + chunk).slice(-4000);
  });
  child.stderr?.on("data", (chunk) => {
    output = (output + chunk).slice(-4000);
  });
  const deadline = Date.now() + PATIENCE_SECONDS * 1000;
  while (Date.now() < deadline) {
    if (child.exitCode !== null) break;
    const healthy = await fetch(`${uri}/health`)
      .then((answer) => answer.ok)
      .catch(() => false);
    if (healthy) return;
    await sleep(100);
  }
  await end(child);
  throw new Error(`the ${kind} server did not become healthy at ${uri}; it printed:\n${output}`);
}

async function end(child: ChildProcess, how: NodeJS.Signals = "SIGTERM"): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null || !child.pid) return;
  const ended = new Promise((resolve) => child.once("exit", resolve));
  signal(child, how);
  const late = setTimeout(() => signal(child, "SIGKILL"), 10_000);
  await ended;
  clearTimeout(late);
}

function signal(child: ChildProcess, name: NodeJS.Signals): void {
  if (process.platform === "win32" || !child.pid) child.kill(name);
  else process.kill(-child.pid, name);
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once("error", reject);
    server.listen(0, HOST, () => {
      const address = server.address();
      server.close(() =>
        address && typeof address === "object" ? resolve(address.port) : reject(new Error("no port")),
      );
    });
  });
}
