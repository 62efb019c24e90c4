import { execFile, execFileSync } from "node:child_process";
import { chownSync, existsSync, mkdirSync, readdirSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { freePort } from "./free-port.js";

const root = fileURLToPath(new URL("..", import.meta.url));
// The driver that the server uses.
const Sqlite = createRequire(join(root, "packages/server/package.json"))("libsql");

/** The kinds of databases that are measured: each is opened once, and makes an empty database for each server. */
export const DATABASES = {
  sqlite: {
    open: async (folder) => ({
      kind: "sqlite",
      create: async (name) => sqliteDatabase(join(folder, `${name}.db`)),
      close: async () => {},
    }),
  },
  postgresql: { open: startPostgres },
};

/** A PostgreSQL server of its own, with the settings that its package brings. */
async function startPostgres(folder) {
  const port = await freePort();
  const data = join(folder, "postgresql");
  mkdirSync(data);
  const run = (program, ...args) => execFileSync(join(postgresPrograms(), program), args, asPostgres(data));
  run("initdb", "--pgdata", data, "--username", "bench", "--auth", "trust", "--encoding", "UTF8");
  const settings = `-p ${port} -c listen_addresses=127.0.0.1 -c unix_socket_directories=`;
  run("pg_ctl", "--pgdata", data, "--wait", "--log", join(data, "log"), "-o", settings, "start");
  const uri = (name) => `postgresql://bench@127.0.0.1:${port}/${name}`;
  const query = (name, statement) =>
    promisify(execFile)("psql", ["-qX", "-v", "ON_ERROR_STOP=1", uri(name), "-c", statement]);
  return {
    kind: "postgresql",
    create: async (name) => {
      await query("postgres", `CREATE DATABASE ${name}`);
      return { uri: uri(name), run: (statement) => query(name, statement), sql: POSTGRES_SQL };
    },
    close: async () => run("pg_ctl", "--pgdata", data, "--mode", "fast", "stop"),
  };
}

const POSTGRES_SQL = {
  series: (count) => `SELECT generate_series(1::bigint, ${count}) AS i`,
  hex: (value) => `lpad(to_hex(${value}), 32, '0')`,
  false: "false",
};

function postgresPrograms() {
  const versions = existsSync(POSTGRES) ? readdirSync(POSTGRES).sort((a, b) => Number(b) - Number(a)) : [];
  if (versions.length === 0)
    throw new Error(`There is no PostgreSQL in ${POSTGRES}: install Debian's package postgresql.`);
  return join(POSTGRES, versions[0], "bin");
}

const POSTGRES = "/usr/lib/postgresql";

/** PostgreSQL refuses to run as root. */
function asPostgres(data) {
  if (process.getuid() !== 0) return { stdio: "ignore" };
  const id = (flag) => Number(execFileSync("id", [flag, "postgres"], { encoding: "utf8" }));
  const [uid, gid] = [id("-u"), id("-g")];
  for (const path of [join(data, ".."), data]) chownSync(path, uid, gid);
  return { stdio: "ignore", uid, gid };
}

function sqliteDatabase(file) {
  return {
    uri: `sqlite:///${file}`,
    run: async (statement) => {
      const database = new Sqlite(file);
      database.exec(statement);
      database.close();
    },
    sql: {
      series: (count) =>
        `WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < ${count}) SELECT i FROM n`,
      hex: (value) => `printf('%032x', ${value})`,
      false: "0",
    },
  };
}
