import { createRequire } from "node:module";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

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
};

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
