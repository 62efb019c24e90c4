import { mkdir } from "node:fs/promises";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { CONFORMANCE_FOLDER, programOf } from "../clients/environment.js";
import { prepareClients, reportLeftOut } from "../clients/prepare-clients.js";
import { runProcess } from "../clients/run-process.js";
import { withLock } from "../clients/with-lock.js";
import { type RunningServer, serverUnderTest, startServer } from "../servers/start-server.js";

const MINUTES = 60_000;
/** Maven's own store, and what it compiles: kept between runs, beside the virtual environments. */
const CACHE = join(CONFORMANCE_FOLDER, ".venvs", "maven");

const found = await Promise.all(["javac", "mvn"].map(isThere));
// The Java client moves artifacts through the Python one.
const clients = await prepareClients();

if (found.includes(false)) reportLeftOut("the Java client", "no JDK and Maven on the PATH");
else if (!clients.available) reportLeftOut("the Java client", clients.reason);
else suite(programOf(clients.folders["mlflow-2"], "python"));

function suite(python: string): void {
  describe(`mlflow-client for Java against the ${serverUnderTest()} server`, () => {
    let server: RunningServer;
    beforeAll(async () => {
      server = await startServer(serverUnderTest());
    }, 3 * MINUTES);
    afterAll(async () => {
      await server?.stop();
      await server?.removeFolder();
    }, MINUTES);

    test("tracks runs, moves artifacts and uses the registry", () => runMaven(server, python), 8 * MINUTES);
  });
}

async function runMaven(server: RunningServer, python: string): Promise<void> {
  await mkdir(CACHE, { recursive: true });
  const { code, output } = await withLock(`${CACHE}.lock`, () =>
    runProcess("mvn", ["--batch-mode", "--quiet", "--no-transfer-progress", ...settings(), "test"], {
      cwd: import.meta.dirname,
      env: {
        ...process.env,
        MLFLOW_TRACKING_URI: server.uri,
        MLFLOW_PYTHON_EXECUTABLE: python,
        MLFLOW_DISABLE_TELEMETRY: "true",
      },
    }),
  );
  expect(code, output).toBe(0);
}

const settings = (): string[] => [
  `-Dmaven.repo.local=${join(CACHE, "repository")}`,
  `-Dbuild.folder=${join(CACHE, "target")}`,
  "-DfailIfNoTests=true",
];

async function isThere(program: string): Promise<boolean> {
  try {
    return (await runProcess(program, ["-version"])).code === 0;
  } catch {
    return false;
  }
}
