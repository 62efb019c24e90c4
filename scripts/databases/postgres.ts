import { execFile, spawnSync } from "node:child_process";
import { readdir } from "node:fs/promises";
import { join } from "node:path";
import { promisify } from "node:util";
import { type DatabaseServer, dataFolder, freePort, missing, ownerOf, removeFolder } from "./run-server.js";

const run = promisify(execFile);
const PACKAGES = "postgresql";
const DEBIAN = "/usr/lib/postgresql";

// Nothing that the tests write must outlive the machine.
const SETTINGS = ["fsync=off", "full_page_writes=off", "synchronous_commit=off", "max_connections=200"];

/** Starts PostgreSQL on a free port of this machine; everybody here may connect. */
export async function startPostgres(): Promise<DatabaseServer> {
  const owner = await ownerOf("postgres", PACKAGES);
  const programs = await programFolder();
  const folder = await dataFolder(owner, "postgres");
  const data = join(folder, "data");
  const control = async (...args: string[]) =>
    run(join(programs, "pg_ctl"), ["-D", data, ...args], { ...owner, cwd: folder });
  await run(
    join(programs, "initdb"),
    ["-D", data, "-A", "trust", "-U", "postgres", "-E", "UTF8", "--locale=C", "--no-sync"],
    { ...owner, cwd: folder },
  );
  const port = await freePort();
  const settings = [
    ...SETTINGS,
    "listen_addresses=127.0.0.1",
    `port=${port}`,
    `unix_socket_directories=${folder}`,
  ];
  const options = settings.map((setting) => `-c ${setting}`).join(" ");
  await control("start", "-w", "-s", "-l", join(folder, "log"), "-o", options);
  return {
    uri: `postgresql+psycopg2://postgres@127.0.0.1:${port}/`,
    stop: async () => {
      await control("stop", "-m", "immediate", "-s");
      await removeFolder(folder);
    },
  };
}

async function programFolder(): Promise<string> {
  const found = spawnSync("sh", ["-c", "command -v initdb"], { encoding: "utf8" }).stdout.trim();
  if (found) return join(found, "..");
  const versions = await readdir(DEBIAN).catch(() => []);
  const newest = versions.map(Number).sort((a, b) => b - a)[0];
  if (newest) return join(DEBIAN, String(newest), "bin");
  throw missing("PostgreSQL is not installed", PACKAGES);
}
