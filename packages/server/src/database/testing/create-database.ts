import pg from "pg";

/** Makes an empty database on a test's own server, unless it is there. */
export async function createDatabase(uri: string): Promise<void> {
  const { host, port, name } = partsOf(uri);
  const client = new pg.Client({ host, port, user: "postgres", database: "postgres" });
  await client.connect();
  try {
    const { rowCount } = await client.query("SELECT 1 FROM pg_database WHERE datname = $1", [name]);
    if (!rowCount) await client.query(`CREATE DATABASE "${name}"`);
  } finally {
    await client.end();
  }
}

function partsOf(uri: string) {
  const { hostname: host, port, pathname } = new URL(uri);
  return { host, port: Number(port), name: pathname.slice(1) };
}
