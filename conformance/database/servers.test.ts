import { join } from "node:path";
import { afterAll, afterEach, describe, expect, it } from "vitest";
import { createDatabase } from "../../packages/server/src/database/testing/create-database.js";
import { startMariadb } from "../../scripts/databases/mariadb.js";
import { startPostgres } from "../../scripts/databases/postgres.js";
import type { DatabaseServer } from "../../scripts/databases/run-server.js";
import { ensureDrivers } from "../clients/database-drivers.js";
import { CONFORMANCE_FOLDER, programOf } from "../clients/environment.js";
import { prepareClients, reportLeftOut } from "../clients/prepare-clients.js";
import { runProcess } from "../clients/run-process.js";
import { type RunningServer, type ServerKind, startServer } from "../servers/start-server.js";
import { readEverything } from "./read-everything.js";

const MINUTES = 60_000;
const SCRIPTS = join(CONFORMANCE_FOLDER, "database");
const clients = await prepareClients();
const running: RunningServer[] = [];

afterEach(async () => {
  for (const server of running.splice(0)) {
    await server.stop();
    await server.removeFolder();
  }
}, MINUTES);

if (!clients.available) reportLeftOut("the real server beside ours on one database", clients.reason);
else
  for (const [name, launch] of [
    ["PostgreSQL", startPostgres],
    ["MariaDB", startMariadb],
  ] as const)
    await suiteOf(name, launch, programOf(clients.folders["mlflow-3"], "python"));

async function suiteOf(name: string, launch: () => Promise<DatabaseServer>, python: string): Promise<void> {
  const drivers = await ensureDrivers(python);
  const databases = await launch();
  afterAll(() => databases.stop(), MINUTES);

  describe(`the real server and ours on one ${name}`, () => {
    it(
      "read what the other wrote, and write at the same time",
      async () => {
        const shared = await newDatabase("shared");
        const theirs = await start("mlflow", shared);
        await script("fill.py", [], theirs.uri);
        const ours = await start("slipway", shared, theirs.folder);
        expect(await readEverything(ours.uri)).toEqual(await readEverything(theirs.uri));

        await script("write_on.py", [], ours.uri);
        expect(await readEverything(theirs.uri)).toEqual(await readEverything(ours.uri));

        await expectSharedWriting([ours.uri, theirs.uri]);
        expect(await readEverything(theirs.uri)).toEqual(await readEverything(ours.uri));
      },
      6 * MINUTES,
    );

    it(
      "read what ours made from the start",
      async () => {
        const uri = await newDatabase("ours");
        const ours = await start("slipway", uri);
        await script("fill.py", [], ours.uri);
        const theirs = await start("mlflow", uri, ours.folder);
        expect(await readEverything(theirs.uri)).toEqual(await readEverything(ours.uri));
        await script("write_on.py", [], theirs.uri);
        expect(await readEverything(ours.uri)).toEqual(await readEverything(theirs.uri));
      },
      6 * MINUTES,
    );
  });

  async function newDatabase(database: string): Promise<string> {
    const uri = `${databases.uri}${database}`;
    await createDatabase(uri);
    return uri;
  }

  async function start(kind: ServerKind, backendStoreUri: string, folder?: string): Promise<RunningServer> {
    const server = await startServer(kind, folder, {
      MLFLOW_BACKEND_STORE_URI: backendStoreUri,
      PYTHONPATH: drivers,
    });
    running.push(server);
    return server;
  }

  async function script(file: string, args: readonly string[], uri: string): Promise<string> {
    const { code, output } = await runProcess(python, [join(SCRIPTS, file), ...args], {
      env: {
        ...process.env,
        PYTHONPATH: drivers,
        MLFLOW_TRACKING_URI: uri,
        MLFLOW_DISABLE_TELEMETRY: "true",
        GIT_PYTHON_REFRESH: "quiet",
      },
    });
    expect(code, output).toBe(0);
    return output;
  }
}

const ROUNDS = 8;

/** Two clients, one of each server, register versions of one model and log to one run. */
async function expectSharedWriting(uris: readonly string[]): Promise<void> {
  const call = async (uri: string, path: string, body: unknown) => {
    const answer = await fetch(`${uri}/api/2.0/mlflow/${path}`, {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify(body),
    });
    const text = await answer.text();
    expect(answer.status, `${uri} ${path}: ${text}`).toBe(200);
    return JSON.parse(text);
  };
  const [first = ""] = uris;
  const name = "shared";
  await call(first, "registered-models/create", { name });
  const { run } = await call(first, "runs/create", { experiment_id: "0", run_name: "shared" });
  const { run_id } = run.info;
  const versions = await Promise.all(
    uris.map(async (uri, client) => {
      const made: number[] = [];
      for (let round = 0; round < ROUNDS; round++) {
        const step = round * uris.length + client;
        await call(uri, "runs/log-metric", { run_id, key: "m", value: step, timestamp: 1, step });
        await call(uri, "runs/log-parameter", { run_id, key: `p${step}`, value: String(step) });
        const { model_version } = await call(uri, "model-versions/create", {
          name,
          source: `s3://b/${step}`,
        });
        made.push(Number(model_version.version));
      }
      return made;
    }),
  );
  const expected = Array.from({ length: ROUNDS * uris.length }, (_, index) => index + 1);
  expect(versions.flat().sort((a, b) => a - b)).toEqual(expected);
  const answer = await fetch(`${first}/api/2.0/mlflow/runs/get?run_id=${run_id}`);
  const found = (await answer.json()) as { run: { data: { metrics: unknown[]; params: unknown[] } } };
  expect(found.run.data.metrics).toMatchObject([{ key: "m", step: ROUNDS * uris.length - 1 }]);
  expect(found.run.data.params).toHaveLength(ROUNDS * uris.length);
}
