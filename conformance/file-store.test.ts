import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { startServer } from "@slipway/server";
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from "vitest";
import { CONFORMANCE_FOLDER, programOf } from "./clients/environment.js";
import { prepareClients, reportLeftOut } from "./clients/prepare-clients.js";
import { runProcess } from "./clients/run-process.js";

const MINUTE = 60_000;

const clients = await prepareClients();
if (!clients.available) reportLeftOut("MLflow's files beside the real client", clients.reason);
else suite(programOf(clients.folders["mlflow-3"], "python"));

function suite(python: string): void {
  const run = async (program: string, uri: string): Promise<string> => {
    const { code, output } = await runProcess(python, ["-W", "ignore", join("file-store", program), uri], {
      cwd: CONFORMANCE_FOLDER,
      env: {
        ...process.env,
        MLFLOW_ALLOW_FILE_STORE: "true",
        MLFLOW_TRACKING_URI: uri,
        MLFLOW_DISABLE_TELEMETRY: "true",
        PYTHONDONTWRITEBYTECODE: "1",
      },
    });
    expect(code, output).toBe(0);
    return output;
  };
  const view = async (uri: string): Promise<unknown> => {
    const output = await run("view.py", uri);
    return JSON.parse(output.slice(output.indexOf("\n{\n") + 1));
  };
  const serve = async (mlruns: string) => {
    const server = await startServer({
      port: 0,
      backendStoreUri: mlruns,
      artifactsDestination: join(mlruns, "..", "artifacts"),
    });
    onTestFinished(() => server.close());
    return server;
  };

  describe("MLflow's files", () => {
    let folder: string;
    beforeAll(async () => {
      folder = await mkdtemp(join(tmpdir(), "slipway-files-"));
    });
    afterAll(() => rm(folder, { recursive: true, force: true }));

    it(
      "are served as the real client reads them",
      async () => {
        const mlruns = join(folder, "theirs");
        await run("write_corpus.py", mlruns);
        const server = await serve(mlruns);
        expect(await view(server.url)).toEqual(await view(mlruns));
      },
      2 * MINUTE,
    );

    it(
      "are written so that the real client reads them",
      async () => {
        const mlruns = join(folder, "ours");
        const server = await serve(mlruns);
        await run("write_corpus.py", server.url);
        expect(await view(mlruns)).toEqual(await view(server.url));
      },
      2 * MINUTE,
    );
  });
}
