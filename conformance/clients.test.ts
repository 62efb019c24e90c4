import { readdir } from "node:fs/promises";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { CLIENTS, type ClientName, CONFORMANCE_FOLDER, programOf } from "./clients/environment.js";
import { prepareClients, reportLeftOut } from "./clients/prepare-clients.js";
import { runProcess } from "./clients/run-process.js";
import { type RunningServer, serverUnderTest, startServer } from "./servers/start-server.js";

const PYTHON_FOLDER = join(CONFORMANCE_FOLDER, "python");
const MINUTES = 60_000;
/** Modules about what a 2.x client does not know: logged models, webhooks, and half of the commands. */
const ONLY_3: readonly string[] = ["test_logged_models.py", "test_cli.py", "test_webhooks.py"];

/** Webhooks may go to a receiver on this machine. */
const LOCAL_WEBHOOKS = {
  MLFLOW_WEBHOOK_ALLOW_PRIVATE_IPS: "true",
  MLFLOW_WEBHOOK_ALLOWED_SCHEMES: "http,https",
};

const clients = await prepareClients();
const modules = (await readdir(PYTHON_FOLDER)).filter((name) => name.startsWith("test_")).sort();

if (!clients.available) reportLeftOut("the suite of real Python clients", clients.reason);
else for (const client of CLIENTS) suiteOf(client, clients.folders[client]);

function suiteOf(client: ClientName, environment: string): void {
  describe(`${client} against the ${serverUnderTest()} server`, () => {
    let server: RunningServer;
    beforeAll(async () => {
      server = await startServer(serverUnderTest(), undefined, LOCAL_WEBHOOKS);
    }, 3 * MINUTES);
    afterAll(async () => {
      await server?.stop();
      await server?.removeFolder();
    }, MINUTES);

    const known = client === "mlflow-3" ? modules : modules.filter((name) => !ONLY_3.includes(name));
    for (const module of known) {
      test(module, async () => expectToPass(environment, module, server), 5 * MINUTES);
    }
  });
}

async function expectToPass(environment: string, module: string, server: RunningServer): Promise<void> {
  const { code, output } = await runProcess(programOf(environment, "python"), ["-m", "pytest", module], {
    cwd: PYTHON_FOLDER,
    env: {
      ...process.env,
      MLFLOW_TRACKING_URI: server.uri,
      CONFORMANCE_SERVER: server.kind,
      MLFLOW_DISABLE_TELEMETRY: "true",
      GIT_PYTHON_REFRESH: "quiet",
      PYTHONDONTWRITEBYTECODE: "1",
    },
  });
  expect(code, output).toBe(0);
}
