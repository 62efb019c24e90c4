import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { sql } from "kysely";
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from "vitest";
import { openDatabase } from "../../packages/server/src/database/open-database.js";
import { type PostgresServer, startPostgres } from "../../scripts/databases/postgres.js";
import { type Running, start } from "../cli/slipway.js";
import { selfSigned } from "./self-signed.js";

let folder: string;
let certificate: string;
let server: PostgresServer;
/** The one database of these tests. */
const uri = (query: string, host = "127.0.0.1") =>
  `${server.uri.replace("127.0.0.1", host)}postgres?${query}`;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "slipway-connections-"));
  const { file, ...pair } = await selfSigned(folder);
  certificate = file;
  server = await startPostgres(pair);
}, 60_000);
afterAll(async () => {
  await server?.stop();
  await rm(folder, { recursive: true, force: true });
});

describe("sslmode", () => {
  const isEncrypted = async (query: string, host?: string): Promise<boolean> => {
    const { read, close } = await openDatabase(uri(query, host));
    const { rows } = await sql<{ ssl: number }>`
      SELECT ssl FROM pg_stat_ssl WHERE pid = pg_backend_pid()`.execute(read);
    await close();
    return rows[0]?.ssl === 1;
  };

  it("decides whether the connection is encrypted, and to whom", async () => {
    const root = `sslrootcert=${encodeURIComponent(certificate)}`;
    expect(await isEncrypted("sslmode=disable")).toBe(false);
    for (const mode of ["prefer", "require"]) expect(await isEncrypted(`sslmode=${mode}`), mode).toBe(true);
    for (const mode of ["require", "verify-ca"])
      expect(await isEncrypted(`sslmode=${mode}&${root}`, "localhost"), mode).toBe(true);
    expect(await isEncrypted(`sslmode=verify-full&${root}`)).toBe(true);
  });

  it("refuses a server that nobody vouches for, or of another name, and says so", async () => {
    const root = `sslrootcert=${encodeURIComponent(certificate)}`;
    await expect(openDatabase(uri("sslmode=verify-full"))).rejects.toThrow(/self-signed certificate/);
    await expect(openDatabase(uri(`sslmode=verify-full&${root}`, "localhost"))).rejects.toThrow(
      /localhost.*(altnames|cert)/,
    );
    await expect(openDatabase(uri("sslmode=always"))).rejects.toThrow("sslmode is 'always'; it must be");
  });
});

describe("slipway server --workers", () => {
  it("replaces a worker that is killed, and goes on when the database crashes", async () => {
    await leaveTraces();
    const running = start(
      ["server", "--port", "0", "--workers", "2", "--backend-store-uri", uri("sslmode=require")],
      { cwd: folder, env: { MLFLOW_SQLALCHEMYSTORE_POOL_SIZE: "2", MLFLOW_SQLALCHEMYSTORE_ECHO: "true" } },
    );
    onTestFinished(() => void running.process.kill("SIGKILL"));
    const url = /http:\/\/[\d.:]+/.exec(await running.says(/http:/))?.[0] ?? "";
    const call = caller(url);
    const names = Array.from({ length: 20 }, (_, index) => `experiment ${index}`);
    const made = await Promise.all(names.map((name) => call("experiments/create", { name })));
    expect(new Set(made.map(({ body }) => body.experiment_id)).size).toBe(20);

    await killOneWorker(running);
    expect((await call("runs/search", { experiment_ids: ["0"] })).status).toBe(200);
    await logThroughCrash(call);

    running.process.kill("SIGTERM");
    const { code, stderr } = await running.ended;
    expect(code).toBe(0);
    expect(stderr.match(/Slipway is at/g)).toHaveLength(1);
    expect(stderr.match(/note: the database holds 1 trace, /g)).toHaveLength(1);
    expect(stderr).toContain("note: MLFLOW_SQLALCHEMYSTORE_ECHO is of SQLAlchemy alone and is left aside.");
    await expect(fetch(`${url}/health`)).rejects.toThrow();
  }, 60_000);
});

async function leaveTraces(): Promise<void> {
  const { write, close } = await openDatabase(uri("sslmode=disable"));
  await write(async (tx) => {
    await sql`INSERT INTO experiments (experiment_id, name, lifecycle_stage, workspace) VALUES (0, 'Default', 'active', 'default')`.execute(
      tx,
    );
    await sql`INSERT INTO trace_info (request_id, experiment_id, timestamp_ms, status) VALUES ('tr', 0, 1, 'OK')`.execute(
      tx,
    );
  });
  await close();
}

async function killOneWorker(running: Running): Promise<void> {
  const { pid } = running.process;
  const workers = async () =>
    (await readFile(`/proc/${pid}/task/${pid}/children`, "utf8")).trim().split(" ").map(Number);
  const before = await workers();
  expect(before).toHaveLength(2);
  // The younger one: it may not have begun to listen, while the first one answers already.
  const younger = Math.max(...before);
  process.kill(younger, "SIGKILL");
  await running.says(/A worker ended \(SIGKILL\); another one takes its place/);
  while ((await workers()).length < 2) await sleep(50);
  expect(await workers()).not.toContain(younger);
}

type Call = ReturnType<typeof caller>;

const caller = (url: string) => async (path: string, request: object) => {
  const answer = await fetch(`${url}/api/2.0/mlflow/${path}`, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify(request),
  });
  return {
    status: answer.status,
    body: (await answer.json()) as Record<string, never> & { experiment_id: string },
  };
};

/** Eight writers and a reader go on while the database crashes: what was acknowledged is there, and the rest is told. */
async function logThroughCrash(call: Call): Promise<void> {
  const { body } = await call("runs/create", { experiment_id: "0" });
  const run_id = (body as unknown as { run: { info: { run_id: string } } }).run.info.run_id;
  const acknowledged: number[] = [];
  const refused: unknown[] = [];
  const reads: number[] = [];
  let isOver = false;
  const write = async (first: number) => {
    for (let step = first; !isOver; step += 8) {
      const { status, body } = await call("runs/log-metric", {
        run_id,
        key: "m",
        value: step,
        timestamp: step,
        step,
      });
      if (status === 200) acknowledged.push(step);
      else refused.push([status, (body as { error_code?: string }).error_code]);
    }
  };
  const read = async () => {
    while (!isOver) reads.push((await call("runs/search", { experiment_ids: ["0"] })).status);
  };
  const clients = [read(), ...Array.from({ length: 8 }, (_, first) => write(first))];
  await sleep(300);
  await server.crash();
  const before = acknowledged.length;
  while (acknowledged.length < before + 50) await sleep(20);
  isOver = true;
  await Promise.all(clients);
  for (const each of refused) expect(each).toEqual([503, "TEMPORARILY_UNAVAILABLE"]);
  expect(reads.filter((status) => status !== 200 && status !== 503)).toEqual([]);
  const { read: db, close } = await openDatabase(uri("sslmode=disable"));
  const stored = await db.selectFrom("metrics").select("step").where("run_uuid", "=", run_id).execute();
  await close();
  const steps = new Set(stored.map(({ step }) => Number(step)));
  expect(acknowledged.filter((step) => !steps.has(step))).toEqual([]);
}
