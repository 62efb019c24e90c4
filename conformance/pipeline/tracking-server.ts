import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { startServer as startSlipway } from "@slipway/server";
import { databaseOf, type RunningServer, serverUnderTest, startServer } from "../servers/start-server.js";

/** Starts the server under test: ours within this process, from its sources; the real MLflow as a program. */
export async function startTrackingServer(): Promise<Omit<RunningServer, "kind" | "kill">> {
  if (serverUnderTest() === "mlflow") return startServer("mlflow");
  const folder = await mkdtemp(join(tmpdir(), "conformance-pipeline-"));
  const server = await startSlipway({
    port: 0,
    backendStoreUri: `sqlite:///${databaseOf(folder)}`,
    artifactsDestination: join(folder, "artifacts"),
  });
  let stopped: Promise<void> | undefined;
  return {
    uri: server.url,
    folder,
    stop: () => {
      stopped ??= server.close();
      return stopped;
    },
    removeFolder: () => rm(folder, { recursive: true, force: true }),
  };
}
