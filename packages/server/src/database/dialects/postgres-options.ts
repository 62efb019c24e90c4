import { existsSync, readFileSync } from "node:fs";
import { homedir } from "node:os";
import { join } from "node:path";
import type { ConnectionOptions } from "node:tls";
import pg from "pg";
import { type ServerUri, unreadable } from "../database-uri.js";
import { poolSize } from "./pool-size.js";

type Ssl = ConnectionOptions | false;

const DEFAULT_PATIENCE = 30; // seconds

/** Options of libpq that change nothing that matters here: the encoding is always UTF-8. */
const IDLE = new Set([
  "client_encoding",
  "keepalives",
  "keepalives_idle",
  "keepalives_interval",
  "keepalives_count",
  "tcp_user_timeout",
  "fallback_application_name",
  "sslcompression",
  "prepare_threshold",
]);

const TAKEN = new Set([
  "host",
  "port",
  "user",
  "password",
  "dbname",
  "sslmode",
  "sslrootcert",
  "sslcert",
  "sslkey",
  "connect_timeout",
  "application_name",
  "options",
]);

/**
 * How to connect to PostgreSQL, as libpq would: its query options, PG* variables and defaults.
 * @throws DatabaseError for an option whose silent loss could be unsafe
 */
export async function connectionSettings(uri: ServerUri): Promise<pg.PoolConfig> {
  const { options } = uri;
  checkOptions(uri);
  const { connections, recycle } = poolSize();
  const patience = Number(options.get("connect_timeout") ?? DEFAULT_PATIENCE);
  if (!Number.isFinite(patience) || patience < 0)
    throw unreadable(
      uri.redacted,
      `connect_timeout is '${options.get("connect_timeout")}'; it must be seconds.`,
    );
  const settings: pg.PoolConfig = {
    host: uri.host ?? options.get("host") ?? process.env.PGHOST ?? defaultHost(),
    port: uri.port ?? Number(options.get("port") ?? process.env.PGPORT ?? 5432),
    user: uri.user ?? options.get("user") ?? process.env.PGUSER,
    password: uri.password ?? options.get("password") ?? process.env.PGPASSWORD,
    database: uri.database ?? options.get("dbname") ?? process.env.PGDATABASE,
    application_name: options.get("application_name") ?? "slipway",
    options: options.get("options"),
    max: connections,
    maxLifetimeSeconds: recycle,
    connectionTimeoutMillis: (patience || DEFAULT_PATIENCE) * 1000,
    keepAlive: true,
  };
  return { ...settings, ssl: await sslOf(uri, settings) };
}

const SOCKETS = "/var/run/postgresql";

/** libpq looks for the local socket first. */
const defaultHost = () => (existsSync(SOCKETS) ? SOCKETS : "localhost");

function checkOptions({ options, redacted }: ServerUri): void {
  for (const [name, value] of options) {
    if (TAKEN.has(name) || IDLE.has(name)) continue;
    if (name === "gssencmode" && value !== "require") continue;
    if (name === "channel_binding" && value !== "require") continue;
    if (name === "target_session_attrs" && value === "any") continue;
    throw unreadable(
      redacted,
      `the option '${name}=${value}' is not supported. These are: ${[...TAKEN].join(", ")}.`,
    );
  }
}

/** What `sslmode` asks for. Like libpq, the default takes an encrypted connection where the server offers one. */
async function sslOf(uri: ServerUri, settings: pg.PoolConfig): Promise<Ssl> {
  const mode = uri.options.get("sslmode") ?? process.env.PGSSLMODE ?? "prefer";
  const files = certificates(uri);
  switch (mode) {
    case "disable":
      return false;
    case "allow":
    case "prefer":
      return (await offersSsl(settings)) ? { ...files, rejectUnauthorized: false } : false;
    case "require":
      // With a root certificate at hand libpq checks it; without one, nothing.
      return files.ca ? ofAnyHost(files) : { ...files, rejectUnauthorized: false };
    case "verify-ca":
      return ofAnyHost(files);
    case "verify-full":
      return { ...files, rejectUnauthorized: true };
    default:
      throw unreadable(
        uri.redacted,
        `sslmode is '${mode}'; it must be disable, allow, prefer, require, verify-ca or verify-full.`,
      );
  }
}

const ofAnyHost = (files: ConnectionOptions): ConnectionOptions => ({
  ...files,
  rejectUnauthorized: true,
  checkServerIdentity: () => undefined,
});

function certificates({ options, redacted }: ServerUri): ConnectionOptions {
  const read = (name: string, fallback?: string): Buffer | undefined => {
    const path = options.get(name) ?? (fallback && existsSync(fallback) ? fallback : undefined);
    if (path === undefined || path === "system") return undefined;
    try {
      return readFileSync(path);
    } catch (error) {
      throw unreadable(redacted, `${name} cannot be read: ${(error as Error).message}`);
    }
  };
  const home = join(homedir(), ".postgresql");
  return {
    ca: read("sslrootcert", join(home, "root.crt")),
    cert: read("sslcert", join(home, "postgresql.crt")),
    key: read("sslkey", join(home, "postgresql.key")),
  };
}

async function offersSsl({ max: _, ...settings }: pg.PoolConfig): Promise<boolean> {
  if (settings.host?.startsWith("/")) return false;
  const client = new pg.Client({ ...settings, ssl: { rejectUnauthorized: false } });
  client.on("error", () => {});
  try {
    await client.connect();
    return true;
  } catch (error) {
    return !/does not support SSL/.test((error as Error).message);
  } finally {
    await client.end().catch(() => {});
  }
}
