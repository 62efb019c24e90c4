import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type Client, connect } from "@slipway/sdk";
import { startServer } from "@slipway/server";
import { vi } from "vitest";
import { run } from "../main.js";

/** What a command printed, and its exit code. */
export interface Printed {
  code: number;
  out: string;
  err: string;
}

/** Runs a command in this process. */
export async function slipway(...words: string[]): Promise<Printed> {
  const printed = { out: "", err: "" };
  const capture = (stream: NodeJS.WriteStream, name: "out" | "err") =>
    vi.spyOn(stream, "write").mockImplementation((chunk) => {
      printed[name] += String(chunk);
      return true;
    });
  const spies = [capture(process.stdout, "out"), capture(process.stderr, "err")];
  try {
    await run(words);
    return { code: Number(process.exitCode ?? 0), ...printed };
  } finally {
    process.exitCode = undefined;
    for (const spy of spies) spy.mockRestore();
  }
}

/** A server that the commands of a test file use. */
export interface TestServer {
  client: Client;
  stop(): Promise<void>;
}

/**
 * Starts a server in this process, names it in `MLFLOW_TRACKING_URI`, and works in a folder that is no repository:
 * what a release may do depends on the branch that is checked out.
 */
export async function startTestServer(): Promise<TestServer> {
  const folder = await mkdtemp(join(tmpdir(), "slipway-cli-"));
  const server = await startServer({
    port: 0,
    backendStoreUri: `sqlite:///${join(folder, "mlflow.db")}`,
    artifactsDestination: join(folder, "mlartifacts"),
  });
  const before = process.cwd();
  process.chdir(folder);
  vi.stubEnv("MLFLOW_TRACKING_URI", server.url);
  vi.stubEnv("NO_COLOR", "1");
  return {
    client: connect(server.url).client,
    stop: async () => {
      vi.unstubAllEnvs();
      process.chdir(before);
      await server.close();
      await rm(folder, { recursive: true, force: true });
    },
  };
}
