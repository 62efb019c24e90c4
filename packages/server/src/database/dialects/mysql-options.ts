import { readFileSync } from "node:fs";
import type { PoolOptions, SslOptions } from "mysql2/promise";
import { type ServerUri, unreadable } from "../database-uri.js";
import { poolSize } from "./pool-size.js";

const DEFAULT_PATIENCE = 10; // seconds

/** Options of Python's drivers that change nothing here. */
const IDLE = new Set([
  "binary_prefix",
  "use_unicode",
  "autocommit",
  "local_infile",
  "read_timeout",
  "write_timeout",
  "collation",
  "use_pure",
]);

const TAKEN = new Set([
  "unix_socket",
  "charset",
  "connect_timeout",
  "connection_timeout",
  "ssl",
  "ssl_mode",
  "ssl_disabled",
  "ssl_ca",
  "ssl_cert",
  "ssl_key",
  "ssl_verify_cert",
  "ssl_verify_identity",
  "ssl_check_hostname",
]);

export interface MysqlSettings {
  pool: PoolOptions;
  /** After so many seconds a connection is replaced by a new one; undefined: never. */
  recycle: number | undefined;
}

/**
 * How to connect to MySQL or MariaDB, as Python's drivers would.
 * @throws DatabaseError for an option whose silent loss could be unsafe
 */
export function connectionSettings(uri: ServerUri): MysqlSettings {
  const { options } = uri;
  checkOptions(uri);
  const { connections, recycle } = poolSize();
  const given = options.get("connect_timeout") ?? options.get("connection_timeout");
  const patience = Number(given ?? DEFAULT_PATIENCE);
  if (!Number.isFinite(patience) || patience <= 0)
    throw unreadable(uri.redacted, `connect_timeout is '${given}'; it must be seconds.`);
  if (!uri.database)
    throw unreadable(uri.redacted, "it names no database: write it after the host, as in host/mlflow.");
  const pool: PoolOptions = {
    host: uri.host ?? "localhost",
    port: uri.port ?? 3306,
    socketPath: options.get("unix_socket"),
    user: uri.user,
    password: uri.password,
    database: uri.database,
    connectionLimit: connections,
    connectTimeout: patience * 1000,
    enableKeepAlive: true,
    ssl: sslOf(uri),
  };
  return { pool, recycle };
}

function checkOptions({ options, redacted }: ServerUri): void {
  const charset = options.get("charset");
  if (charset !== undefined && !/^utf8(mb4|mb3)?$/i.test(charset))
    throw unreadable(redacted, `charset is '${charset}'; text is always written as utf8mb4.`);
  for (const [name, value] of options)
    if (!TAKEN.has(name) && !IDLE.has(name))
      throw unreadable(
        redacted,
        `the option '${name}=${value}' is not supported. These are: ${[...TAKEN].join(", ")}.`,
      );
}

const MODES = ["DISABLED", "PREFERRED", "REQUIRED", "VERIFY_CA", "VERIFY_IDENTITY"];

/** Encryption as asked for; where a root certificate is named it is checked, and the host's name as well. */
function sslOf({ options, redacted }: ServerUri): SslOptions | undefined {
  const is = (name: string, otherwise: boolean): boolean => {
    const value = options.get(name)?.toLowerCase();
    return value === undefined ? otherwise : ["true", "1", "yes"].includes(value);
  };
  const read = (name: string): Buffer | undefined => {
    const path = options.get(name);
    try {
      return path === undefined ? undefined : readFileSync(path);
    } catch (error) {
      throw unreadable(redacted, `${name} cannot be read: ${(error as Error).message}`);
    }
  };
  const mode = options.get("ssl_mode")?.toUpperCase();
  if (mode !== undefined && !MODES.includes(mode))
    throw unreadable(redacted, `ssl_mode is '${mode}'; it must be one of ${MODES.join(", ")}.`);
  const asked = [...options.keys()].some((name) => name.startsWith("ssl") && name !== "ssl_disabled");
  if (!asked || mode === "DISABLED" || is("ssl_disabled", false)) return undefined;
  if (options.get("ssl") !== undefined && !is("ssl", true)) return undefined;
  const ca = read("ssl_ca");
  const verified = mode?.startsWith("VERIFY") ?? ca !== undefined;
  const identified = mode === undefined ? ca !== undefined : mode === "VERIFY_IDENTITY";
  return {
    ca: ca?.toString(),
    cert: read("ssl_cert")?.toString(),
    key: read("ssl_key")?.toString(),
    rejectUnauthorized: is("ssl_verify_cert", verified),
    verifyIdentity: is("ssl_verify_identity", is("ssl_check_hostname", identified)),
  };
}
