import { spawn } from "node:child_process";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { freePort } from "./free-port.js";

const root = fileURLToPath(new URL("..", import.meta.url));

/**
 * How each server is started: its program and arguments for a port, a database and an artifact root.
 * `opens`: kinds of databases; `layout`: how its tables are filled; `registry`, `artifacts`: whether it has a registry, and
 * passes artifacts on;
 * `only`: the loads that it takes, by the start of their names; `tellsLoop`: how long its event loop was blocked can be asked.
 */
export const SERVERS = {
  mlflow: {
    program: join(root, "conformance/.venvs/mlflow-3/bin/mlflow"),
    install:
      "run `npm test` once, which makes the virtual environments, and " +
      "`pip install --target bench/.peers/psycopg2 psycopg2-binary`",
    arguments: (port, uri, artifacts) => [
      ...["server", "--host", "127.0.0.1", "--port", String(port)],
      ...["--backend-store-uri", uri.replace("postgresql:", "postgresql+psycopg2:")],
      ...["--artifacts-destination", artifacts],
    ],
    opens: ["sqlite", "postgresql"],
    layout: "mlflow",
    registry: true,
    artifacts: true,
    // Its driver for PostgreSQL is no dependency of its own.
    environment: { PYTHONPATH: join(root, "bench/.peers/psycopg2") },
  },
  fasttrackml: {
    program: join(root, "bench/.peers/fasttrackml/bin/fml"),
    install: "run `pip install --no-deps --target bench/.peers/fasttrackml fasttrackml==0.6.0`",
    arguments: (port, uri, artifacts) => [
      ...["server", "--listen-address", `127.0.0.1:${port}`, "--log-level", "error"],
      ...[
        "--database-uri",
        uri.replace("postgresql:", "postgres:").replace("sqlite:///", "sqlite://"),
        "--default-artifact-root",
        artifacts,
      ],
    ],
    opens: ["sqlite", "postgresql"],
    layout: "fasttrackml",
  },
  ceiling: {
    program: process.execPath,
    arguments: (port, uri) => [join(root, "bench/ceiling.js"), String(port), uri],
    opens: ["sqlite"],
    layout: "mlflow",
    only: "log-batch",
  },
  slipway: {
    program: process.execPath,
    arguments: (port, uri, artifacts) => [
      ...["--import", join(root, "bench/watch-loop.js")],
      ...[join(root, "packages/cli/bin/slipway.js"), "server", "--port", String(port)],
      ...["--backend-store-uri", uri, "--artifacts-destination", artifacts],
    ],
    opens: ["sqlite", "postgresql"],
    layout: "mlflow",
    registry: true,
    artifacts: true,
    tellsLoop: true,
  },
};

const STARTS = 3;
/** How long a server may take to its first answer, in milliseconds. */
const START_LIMIT = 300_000;

/** Starts a server on an empty database, so that it makes its tables, and stops it. */
export async function makeTables(server, folder, uri) {
  await (await startServer(server, folder, uri)).stop();
}

/** Starts a server three times; the last one stays. Times in milliseconds to the first answer, memory in bytes. */
export async function measureStart(server, folder, uri) {
  const times = [];
  for (let round = 1; ; round += 1) {
    const running = await startServer(server, folder, uri);
    times.push(running.startTime);
    if (round === STARTS) {
      await new Promise((resolve) => setTimeout(resolve, 3000));
      times.sort((a, b) => a - b);
      return { process: running, coldStart: times[1], idleMemory: running.memory() };
    }
    await running.stop();
  }
}

/** Starts a server over a database; it answers when this resolves. */
export async function startServer(server, folder, uri) {
  if (!existsSync(server.program)) throw new Error(`${server.program} is missing: ${server.install}.`);
  const port = await freePort();
  const url = `http://127.0.0.1:${port}`;
  const begin = performance.now();
  const child = spawn(server.program, server.arguments(port, uri, join(folder, "artifacts")), {
    cwd: folder,
    env: { ...process.env, ...server.environment },
    stdio: ["ignore", "ignore", "pipe", ...(server.tellsLoop ? ["ipc"] : [])],
    detached: true,
  });
  let said = "";
  child.stderr.on("data", (part) => {
    said = `${said}${part}`.slice(-2000);
  });
  while (!(await answers(url))) {
    if (child.exitCode !== null)
      throw new Error(
        `${server.program} ended with exit code ${child.exitCode} before it answered:\n${said}`,
      );
    if (performance.now() - begin > START_LIMIT) {
      process.kill(-child.pid, "SIGKILL");
      throw new Error(`${server.program} has not answered at ${url} for ${START_LIMIT / 1000} s:\n${said}`);
    }
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
  return {
    url,
    startTime: performance.now() - begin,
    memory: () => proportionalMemory(child.pid),
    longestBlock: () => askLoop(child),
    stop: async () => {
      const ended = new Promise((resolve) => child.once("exit", resolve));
      process.kill(-child.pid, "SIGTERM");
      await Promise.race([ended, new Promise((resolve) => setTimeout(resolve, 10_000))]);
      try {
        process.kill(-child.pid, "SIGKILL");
      } catch {
        // All of it has ended already.
      }
    },
  };
}

/** The longest time in milliseconds that a server's event loop was blocked since it was asked last. */
async function askLoop(child) {
  const told = new Promise((resolve) => child.once("message", resolve));
  child.send("longest block?");
  return await told;
}

async function answers(url) {
  try {
    const response = await fetch(`${url}/api/2.0/mlflow/experiments/get?experiment_id=0`, {
      signal: AbortSignal.timeout(START_LIMIT),
    });
    await response.arrayBuffer();
    return response.ok;
  } catch {
    return false;
  }
}

/** Memory of a process and all below it; pages that several share count once among them (Linux's PSS). */
function proportionalMemory(pid) {
  const parents = new Map();
  for (const name of readdirSync("/proc").filter((entry) => /^\d+$/.test(entry))) {
    const parent = /^PPid:\s+(\d+)/m.exec(read(`/proc/${name}/status`))?.[1];
    if (parent) parents.set(name, parent);
  }
  const below = (name) => name === String(pid) || (parents.has(name) && below(parents.get(name)));
  const family = [...parents.keys()].filter(below);
  const kilobytes = (name) => Number(/^Pss:\s+(\d+)/m.exec(read(`/proc/${name}/smaps_rollup`))?.[1] ?? 0);
  return family.reduce((sum, name) => sum + kilobytes(name) * 1024, 0);
}

function read(path) {
  try {
    return readFileSync(path, "utf8");
  } catch {
    return "";
  }
}
