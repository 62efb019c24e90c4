import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { connect } from "@slipway/sdk";
import { startServer as startInProcess } from "@slipway/server";
import { afterEach, describe, expect, test } from "vitest";
import { CONFORMANCE_FOLDER, programOf } from "../clients/environment.js";
import { prepareClients, reportLeftOut } from "../clients/prepare-clients.js";
import { runProcess } from "../clients/run-process.js";
import {
  databaseOf,
  type RunningServer,
  type ServerKind,
  serverUnderTest,
  startServer,
} from "../servers/start-server.js";
import { compareSchemas, type Schema } from "./compare-schemas.js";
import { readEverything } from "./read-everything.js";

const MINUTES = 60_000;
const SCRIPTS = join(CONFORMANCE_FOLDER, "database");
const ours = serverUnderTest();
const clients = await prepareClients();
const running: RunningServer[] = [];

afterEach(async () => {
  for (const server of running.splice(0)) {
    await server.stop();
    await server.removeFolder();
  }
}, MINUTES);

if (!clients.available) reportLeftOut("the interchange of databases with the real server", clients.reason);
else suiteOf(programOf(clients.folders["mlflow-3"], "python"));

function suiteOf(python: string): void {
  describe("databases go to and fro", () => {
    test(
      `one filled by ${ours} is read equal by the real server`,
      () => expectInterchange(ours, "mlflow"),
      5 * MINUTES,
    );
    test(
      `one filled by the real server is read equal by ${ours}`,
      () => expectInterchange("mlflow", ours),
      5 * MINUTES,
    );
  });

  test(
    "a fresh database has MLflow's schema",
    async () => {
      const own = await schemaOf(await start(ours));
      const theirs = await schemaOf(await start("mlflow"));
      // Our key of the points has them by time, as histories are read; MLflow has an index by step beside its own.
      expect(compareSchemas(own, theirs)).toEqual([
        expect.stringMatching(/^metrics: no index like .*_run_uuid_key_step/),
      ]);
    },
    3 * MINUTES,
  );

  test(
    "one with traces and prompts is served, and what is left untouched is counted",
    async () => {
      const folder = await mkdtemp(join(tmpdir(), "slipway-genai-"));
      const uri = `sqlite:///${join(folder, "tracking.db")}`;
      await script("write_genai.py", [uri], "");
      const server = await startInProcess({ port: 0, backendStoreUri: uri });
      try {
        expect(server.untouched).toBe("1 prompt, 1 trace");
        const { client } = connect(server.url);
        const { runs } = await client.runs.search({ experiment_ids: ["1"] });
        expect(runs.map(({ data }) => data.metrics.map(({ value }) => value))).toEqual([[1]]);
        expect((await client.registeredModels.search({})).registered_models).toEqual([]);
      } finally {
        await server.close();
        await rm(folder, { recursive: true, force: true });
      }
    },
    3 * MINUTES,
  );

  async function expectInterchange(maker: ServerKind, reader: ServerKind): Promise<void> {
    const made = await start(maker);
    await script("fill.py", [], made.uri);
    const before = await readEverything(made.uri);
    await made.stop();
    const opened = await start(reader, made.folder);
    expect(await readEverything(opened.uri)).toEqual(before);
    await script("write_on.py", [], opened.uri);
  }

  async function schemaOf(server: RunningServer): Promise<Schema> {
    await server.stop();
    return JSON.parse(await script("describe_schema.py", [databaseOf(server.folder)], "")) as Schema;
  }

  async function script(name: string, args: readonly string[], uri: string): Promise<string> {
    const { code, output } = await runProcess(python, [join(SCRIPTS, name), ...args], {
      env: {
        ...process.env,
        MLFLOW_TRACKING_URI: uri,
        MLFLOW_DISABLE_TELEMETRY: "true",
        GIT_PYTHON_REFRESH: "quiet",
      },
    });
    expect(code, output).toBe(0);
    return output;
  }
}

async function start(kind: ServerKind, folder?: string): Promise<RunningServer> {
  const server = await startServer(kind, folder);
  running.push(server);
  return server;
}
