import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { parseDatabaseUri, redactUri } from "./database-uri.js";

const messageOf = (uri: string): string => {
  try {
    parseDatabaseUri(uri);
  } catch (error) {
    return (error as Error).message;
  }
  throw new Error(`${uri} was accepted`);
};

describe("parseDatabaseUri", () => {
  it.each([
    ["sqlite:///mlflow.db", "mlflow.db"],
    ["sqlite:////data/mlflow.db", "/data/mlflow.db"],
    ["sqlite+pysqlite:///a b%20c.db", "a b%20c.db"],
    ["sqlite:///mlflow.db?timeout=30&check_same_thread=false", "mlflow.db"],
  ])("reads the file of %s", (uri, file) => {
    expect(parseDatabaseUri(uri)).toMatchObject({ kind: "sqlite", file });
  });

  it.each([
    ["postgresql://host/db", { kind: "postgres", host: "host", database: "db" }],
    ["postgresql+psycopg2://u:p@host:5432/db", { kind: "postgres", user: "u", password: "p", port: 5432 }],
    ["postgresql+psycopg://u@[::1]:6543/db", { user: "u", password: undefined, host: "::1", port: 6543 }],
    ["postgresql+asyncpg://[fe80::1]/db", { host: "fe80::1", port: undefined }],
    ["postgresql+pg8000:///db?host=/run/postgresql", { host: undefined, database: "db" }],
    ["postgresql://", { host: undefined, port: undefined, database: undefined }],
    ["mysql://u:a%40b%2Fc%25@host", { kind: "mysql", password: "a@b/c%", database: undefined }],
    ["mysql+pymysql://u:100%@host/db", { password: "100%" }],
    ["mysql+mysqldb://u:a+b/c?d@host/db", { password: "a+b/c?d", host: "host" }],
    ["mysql+mysqlconnector://me@corp@host/db", { user: "me@corp" }],
    ["mariadb+pymysql://host:3307/db", { kind: "mysql", port: 3307 }],
  ])("reads %s", (uri, parts) => {
    expect(parseDatabaseUri(uri)).toMatchObject(parts);
  });

  it("reads the options of the query", () => {
    const uri = parseDatabaseUri("postgresql://h/db?sslmode=verify-full&sslrootcert=%2Fetc%2Fca.pem");
    if (uri.kind === "sqlite") throw new Error("this is no file");
    expect([...uri.options]).toEqual([
      ["sslmode", "verify-full"],
      ["sslrootcert", "/etc/ca.pem"],
    ]);
  });

  it.each([
    ["mssql+pyodbc://sa:secret@host/db", "SQL Server is not supported yet. Write it as one of sqlite:///"],
    ["postgres://u:secret@host/db", "Write postgresql:// instead of postgres://"],
    ["oracle://u:secret@host/db", "'oracle' is no kind of database"],
    ["postgresql+odbc://u:secret@host/db", "'odbc' is no driver of postgresql"],
    ["mlflow.db", "names no kind of database"],
    ["sqlite://", "name a file"],
    ["sqlite://host/mlflow.db", "name a file"],
    ["sqlite:///:memory:", "name a file"],
    ["sqlite:///mlflow.db?mode=ro", "the option 'mode' is not supported"],
    ["postgresql://u:secret@host:port/db", "its port is no number"],
    ["postgresql://u:secret@fe80::1/db", "its port is no number"],
    ["postgresql://u:secret@host/db?a=1&a=2", "the option 'a' is given twice"],
  ])("refuses %s, saying why", (uri, why) => {
    expect(messageOf(uri)).toContain(why);
    expect(messageOf(uri)).not.toContain("secret");
  });
});

describe("a URI of any parts", () => {
  const name = fc.stringMatching(/^[a-z][a-z0-9_]{0,9}$/);
  const text = fc.string({ unit: "grapheme", minLength: 1, maxLength: 12 });
  const parts = fc.record({
    scheme: fc.constantFrom("postgresql", "postgresql+psycopg2", "mysql", "mysql+pymysql"),
    user: text,
    password: text.map((password) => `pw!${password}!pw`),
    host: fc.constantFrom("localhost", "db.example.org", "10.0.0.1", "::1"),
    port: fc.integer({ min: 1, max: 65_535 }),
    database: name,
    option: fc.tuple(name, text),
  });

  it("is read part by part, and redacted without its password", () => {
    fc.assert(
      fc.property(parts, ({ scheme, user, password, host, port, database, option }) => {
        const secret = encodeURIComponent(password);
        const query = new URLSearchParams([option]);
        const address = `${host.includes(":") ? `[${host}]` : host}:${port}`;
        const uri = `${scheme}://${encodeURIComponent(user)}:${secret}@${address}/${database}?${query}`;
        const read = parseDatabaseUri(uri);
        expect(read).toMatchObject({ user, password, host, port, database, options: new Map([option]) });
        expect(read.redacted).not.toContain(secret);
        expect(read.redacted).not.toContain(password);
        expect(read.redacted).toContain(`:***@${address}/${database}`);
      }),
    );
  });

  it("hides a password that was not encoded as well", () => {
    const hidden = fc.stringMatching(/^pw[@:/?#%&=a-z]{0,12}wp$/);
    fc.assert(
      fc.property(hidden, (password) => {
        expect(redactUri(`postgresql://user:${password}@host/db`)).toBe("postgresql://user:***@host/db");
      }),
    );
    expect(redactUri("mysql:///db?user=a&password=b")).toBe("mysql:///db?user=a&password=***");
    expect(redactUri("mlflow.db")).toBe("mlflow.db");
  });
});
