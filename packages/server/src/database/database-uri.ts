import { DatabaseError } from "./database-error.js";

export interface SqliteUri {
  kind: "sqlite";
  /** Path of the file, relative to the working directory unless it is absolute. */
  file: string;
  redacted: string;
}

/** Where a database server is. What the URI leaves out is undefined; names and passwords are decoded. */
export interface ServerUri {
  kind: "postgres" | "mysql";
  user: string | undefined;
  password: string | undefined;
  /** A name or an address; IPv6 without its brackets. */
  host: string | undefined;
  port: number | undefined;
  database: string | undefined;
  /** The query: what the Python driver would be given. */
  options: ReadonlyMap<string, string>;
  /** The URI without its passwords, for people to read. */
  redacted: string;
}

export type DatabaseUri = SqliteUri | ServerUri;

/** Python's drivers that a URI may name, as MLflow's users write them; they say nothing that matters here. */
const DRIVERS: Record<string, { kind: DatabaseUri["kind"]; drivers: readonly string[] }> = {
  sqlite: { kind: "sqlite", drivers: ["pysqlite", "aiosqlite"] },
  postgresql: { kind: "postgres", drivers: ["psycopg2", "psycopg2cffi", "psycopg", "asyncpg", "pg8000"] },
  mysql: { kind: "mysql", drivers: ["pymysql", "mysqldb", "mysqlconnector", "aiomysql", "asyncmy"] },
  mariadb: { kind: "mysql", drivers: ["pymysql", "mysqldb", "mysqlconnector", "mariadbconnector"] },
};

const EXAMPLES =
  "sqlite:///mlflow.db, postgresql://user:password@host:5432/database or mysql+pymysql://user:password@host:3306/database";

const SUPPORTED = `Write it as one of ${EXAMPLES}.`;

/** Options of Python's sqlite3 that change nothing here. */
const IDLE_SQLITE_OPTIONS = new Set(["timeout", "check_same_thread", "isolation_level", "cached_statements"]);

/**
 * Reads the URI of a database in SQLAlchemy's form, as `mlflow server --backend-store-uri` takes it.
 * @throws DatabaseError saying what is wrong and what would be right, without the password
 */
export function parseDatabaseUri(uri: string): DatabaseUri {
  const [, scheme = "", rest = ""] = /^([^:/?#]+):\/\/(.*)$/s.exec(uri.trim()) ?? [];
  const [dialect = "", driver] = scheme.toLowerCase().split("+");
  const known = DRIVERS[dialect];
  if (!known) throw unreadable(uri, refusal(dialect));
  if (driver !== undefined && !known.drivers.includes(driver))
    throw unreadable(uri, `'${driver}' is no driver of ${dialect}. Leave it out: ${dialect}://…`);
  return known.kind === "sqlite" ? sqliteUri(uri, rest) : serverUri(uri, known.kind, rest);
}

function refusal(dialect: string): string {
  if (dialect === "") return `it names no kind of database. ${SUPPORTED}`;
  if (dialect === "postgres")
    return "SQLAlchemy, and so MLflow, takes 'postgresql' only. Write postgresql:// instead of postgres://.";
  if (dialect.startsWith("mssql")) return `Microsoft SQL Server is not supported yet. ${SUPPORTED}`;
  return `'${dialect}' is no kind of database that is supported. ${SUPPORTED}`;
}

function sqliteUri(uri: string, rest: string): SqliteUri {
  const [location = "", query = ""] = split(rest, "?");
  const file = location.startsWith("/") ? location.slice(1) : "";
  if (file === "" || file === ":memory:" || file.startsWith("file:"))
    throw unreadable(
      uri,
      "name a file: sqlite:///mlflow.db for a relative path, sqlite:////data/mlflow.db for an absolute one.",
    );
  for (const name of optionsOf(uri, query).keys())
    if (!IDLE_SQLITE_OPTIONS.has(name)) throw unreadable(uri, `the option '${name}' is not supported.`);
  return { kind: "sqlite", file, redacted: redactUri(uri) };
}

function serverUri(uri: string, kind: ServerUri["kind"], rest: string): ServerUri {
  const [, credentials, address = ""] = /^(?:([^:/]*(?::[^@]*)?)@)?(.*)$/s.exec(rest) ?? [];
  const [user, password] = credentials === undefined ? [] : split(credentials, ":");
  const [place = "", query = ""] = split(address, "?");
  const [authority = "", database] = split(place, "/");
  const [, v6, name, port] = /^(?:\[([^\]]*)\]|([^:]*))(?::(.*))?$/s.exec(authority) ?? [];
  return {
    kind,
    user: decode(user),
    password: decode(password),
    host: v6 || name || undefined,
    port: port ? portOf(uri, port) : undefined,
    database: database || undefined,
    options: optionsOf(uri, query),
    redacted: redactUri(uri),
  };
}

function portOf(uri: string, text: string): number {
  const port = Number(text);
  if (/^\d+$/.test(text) && port > 0 && port < 65_536) return port;
  throw unreadable(
    uri,
    "its port is no number from 1 to 65535. In a password write ':', '/' and '@' as %3A, %2F and %40; put an IPv6 address in brackets.",
  );
}

// As Python does: what is no valid sequence stays as it is.
const decode = (text: string | undefined): string | undefined =>
  text?.replace(/(?:%[0-9a-f]{2})+/gi, (bytes) =>
    Buffer.from(bytes.replaceAll("%", ""), "hex").toString("utf8"),
  ) || undefined;

function optionsOf(uri: string, query: string): ReadonlyMap<string, string> {
  const options = new Map<string, string>();
  for (const [name, value] of new URLSearchParams(query)) {
    if (options.has(name)) throw unreadable(uri, `the option '${name}' is given twice.`);
    options.set(name, value);
  }
  return options;
}

/** Both sides of the first separator; without one, the whole is the left side. */
function split(text: string, separator: string): [string, string | undefined] {
  const at = text.indexOf(separator);
  return at < 0 ? [text, undefined] : [text.slice(0, at), text.slice(at + 1)];
}

/** Any text that may be a URI, without what may be a password in it. */
export const redactUri = (uri: string): string =>
  uri
    .replace(/^(\s*[^:/?#]+:\/\/[^:/]*:).*@/s, "$1***@")
    .replace(/([?&][^=&]*(?:password|passwd|secret|token)[^=&]*=)[^&]*/gi, "$1***");

/** The error of a URI that cannot be used, naming it without its password. */
export const unreadable = (uri: string, why: string): DatabaseError =>
  new DatabaseError(`Cannot open the database '${redactUri(uri)}': ${why}`);
