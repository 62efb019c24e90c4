import { createConnection } from "mysql2/promise";
import pg from "pg";

/** Makes an empty database on a test's own server, unless it is there. */
export async function createDatabase(uri: string): Promise<void> {
  const { hostname: host, port, pathname, protocol } = new URL(uri);
  const create = protocol.startsWith("postgresql") ? createOnPostgres : createOnMysql;
  await create({ host, port: Number(port) }, pathname.slice(1));
}

interface Server {
  host: string;
  port: number;
}

async function createOnPostgres(server: Server, name: string): Promise<void> {
  const client = new pg.Client({ ...server, user: "postgres", database: "postgres" });
  await client.connect();
  try {
    const { rowCount } = await client.query("SELECT 1 FROM pg_database WHERE datname = $1", [name]);
    if (!rowCount) await client.query(`CREATE DATABASE "${name}"`);
  } finally {
    await client.end();
  }
}

async function createOnMysql(server: Server, name: string): Promise<void> {
  const connection = await createConnection({ ...server, user: "root" });
  try {
    await connection.query(`CREATE DATABASE IF NOT EXISTS \`${name}\` CHARACTER SET utf8mb4`);
  } finally {
    await connection.end();
  }
}
