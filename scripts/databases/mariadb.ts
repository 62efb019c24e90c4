import { execFile, spawn } from "node:child_process";
import { once } from "node:events";
import { openSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { connect } from "node:net";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { promisify } from "node:util";
import { type DatabaseServer, dataFolder, freePort, missing, ownerOf, removeFolder } from "./run-server.js";

const run = promisify(execFile);
const PACKAGES = "mariadb-server";
const PATIENCE = 60_000; // milliseconds

// Nothing that the tests write must outlive the machine.
const SETTINGS = [
  "--bind-address=127.0.0.1",
  "--innodb-flush-log-at-trx-commit=0",
  "--innodb-flush-method=nosync",
  "--innodb-doublewrite=0",
  "--innodb-buffer-pool-size=64M",
  "--character-set-server=utf8mb4",
  "--collation-server=utf8mb4_general_ci",
  "--max-connections=300",
];

/** Starts MariaDB on a free port of this machine; root may connect without a password. */
export async function startMariadb(): Promise<DatabaseServer> {
  const owner = await ownerOf("mysql", PACKAGES);
  const folder = await dataFolder(owner, "mariadb");
  const data = join(folder, "data");
  await install(data, { ...owner, cwd: folder });
  const port = await freePort();
  const log = join(folder, "log");
  const output = openSync(log, "w");
  const child = spawn(
    "mariadbd",
    [
      "--no-defaults",
      `--datadir=${data}`,
      `--port=${port}`,
      `--socket=${join(folder, "socket")}`,
      ...SETTINGS,
    ],
    { ...owner, cwd: folder, env: withSbin(), stdio: ["ignore", output, output] },
  );
  const ended = once(child, "exit");
  const stop = async () => {
    child.kill("SIGKILL");
    await ended;
    await removeFolder(folder);
  };
  for (const start = Date.now(); !(await accepts(port)); await sleep(50)) {
    if (child.exitCode === null && Date.now() - start < PATIENCE) continue;
    const printed = await readFile(log, "utf8");
    await stop();
    throw new Error(`MariaDB did not start; it printed:\n${printed.slice(-2000)}`);
  }
  return { uri: `mysql+pymysql://root@127.0.0.1:${port}/`, stop };
}

async function install(data: string, options: { uid?: number; gid?: number; cwd: string }): Promise<void> {
  const args = [
    "--no-defaults",
    `--datadir=${data}`,
    "--auth-root-authentication-method=normal",
    "--skip-test-db",
  ];
  try {
    await run("mariadb-install-db", args, { ...options, env: withSbin() });
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT")
      throw missing("MariaDB is not installed", PACKAGES, error);
    throw error;
  }
}

/** Where Debian puts servers, which is not on everybody's path. */
const withSbin = () => ({ ...process.env, PATH: `${process.env.PATH}:/usr/sbin:/sbin` });

function accepts(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(port, "127.0.0.1");
    socket.once("connect", () => resolve(true));
    socket.once("error", () => resolve(false));
    socket.once("close", () => socket.destroy());
    socket.unref();
  });
}
