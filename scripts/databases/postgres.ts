import { execFile, spawnSync } from "node:child_process";
import { chown, readdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { promisify } from "node:util";
import { type DatabaseServer, dataFolder, freePort, missing, ownerOf, removeFolder } from "./run-server.js";

const run = promisify(execFile);
const PACKAGES = "postgresql";
const DEBIAN = "/usr/lib/postgresql";

// Nothing that the tests write must outlive the machine.
const SETTINGS = ["fsync=off", "full_page_writes=off", "synchronous_commit=off", "max_connections=200"];

/** A PostgreSQL that can be made to fail. */
export interface PostgresServer extends DatabaseServer {
  /** Ends it as a crash would, and starts it again on the same data. */
  crash(): Promise<void>;
}

/**
 * Starts PostgreSQL on a free port of this machine; everybody here may connect.
 * @param certificate PEM files of its own, with which it offers TLS; it keeps each commit across a crash then
 */
export async function startPostgres(certificate?: { cert: string; key: string }): Promise<PostgresServer> {
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
  if (certificate) {
    for (const [name, text] of Object.entries({
      "server.crt": certificate.cert,
      "server.key": certificate.key,
    })) {
      await writeFile(join(data, name), text, { mode: 0o600 });
      if (owner.uid !== undefined && owner.gid !== undefined)
        await chown(join(data, name), owner.uid, owner.gid);
    }
    settings.push("ssl=on", "synchronous_commit=on");
  }
  const options = settings.map((setting) => `-c ${setting}`).join(" ");
  await control("start", "-w", "-s", "-l", join(folder, "log"), "-o", options);
  return {
    uri: `postgresql+psycopg2://postgres@127.0.0.1:${port}/`,
    crash: async () =>
      void (await control("restart", "-m", "immediate", "-w", "-s", "-l", join(folder, "log"))),
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
