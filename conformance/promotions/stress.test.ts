import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, it } from "vitest";
import { createDatabase } from "../../packages/server/src/database/testing/create-database.js";
import { startPostgres } from "../../scripts/databases/postgres.js";
import { stress } from "./stress.js";

// `npm run stress:promotions` asks for more.
const releases = Number(process.env.STRESS_RELEASES || 16);
const seconds = Number(process.env.STRESS_SECONDS || 2);
const kind = process.env.STRESS_DATABASE || "sqlite";
const kills = Math.ceil(seconds / 5);

async function makeDatabase(): Promise<{ uri: string; remove(): Promise<unknown> }> {
  if (kind === "postgresql") {
    const server = await startPostgres();
    await createDatabase(`${server.uri}stress`);
    return { uri: `${server.uri}stress?sslmode=disable`, remove: () => server.stop() };
  }
  const folder = await mkdtemp(join(tmpdir(), "stress-"));
  const remove = () => rm(folder, { recursive: true, force: true });
  return { uri: `sqlite:///${join(folder, "mlflow.db")}`, remove };
}

it(`${releases} releases at once, on ${kind}, over two servers of which one is killed`, {
  timeout: 120_000 + seconds * 2000,
}, async () => {
  const database = await makeDatabase();
  try {
    const result = await stress({ database: database.uri, releases, milliseconds: seconds * 1000, kills });
    process.stdout.write(`${JSON.stringify(result)}\n`);
    expect(result.faults).toEqual([]);
    expect(result.kills).toBeGreaterThan(0);
    expect(result.acknowledged).toBeGreaterThan(0);
    expect(result.lost).toBeGreaterThan(0);
  } finally {
    await database.remove();
  }
});
