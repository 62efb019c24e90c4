import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { type AnsweringServer, answer, startAnsweringServer } from "../testing/answering-server.js";
import { connect, connection } from "./connection.js";

let server: AnsweringServer;
let home: string;
beforeEach(async () => {
  server = await startAnsweringServer(answer(200, { experiment_id: "1" }));
  home = await mkdtemp(join(tmpdir(), "sdk-home-"));
  vi.stubEnv("HOME", home);
  vi.stubEnv("USERPROFILE", home);
});
afterEach(async () => {
  vi.unstubAllEnvs();
  await rm(home, { recursive: true });
  await server.close();
});

const authorization = async (uri = server.url): Promise<string | undefined> => {
  await connect(uri).client.experiments.create({ name: "n" });
  return server.seen.at(-1)?.headers.authorization;
};
const basic = (text: string) => `Basic ${Buffer.from(text).toString("base64")}`;
const withUser = (url: string) => url.replace("://", "://own:word@");

describe("credentials", () => {
  it("come from the environment, then the address, then MLflow's file", async () => {
    expect(await authorization()).toBeUndefined();
    await mkdir(join(home, ".mlflow"));
    const file = [
      "[mlflow]",
      "mlflow_tracking_username = file",
      "mlflow_tracking_password=a=b",
      "[other]",
      "mlflow_tracking_username = no",
    ].join("\n");
    await writeFile(join(home, ".mlflow", "credentials"), file);
    expect(await authorization()).toBe(basic("file:a=b"));
    expect(await authorization(withUser(server.url))).toBe(basic("own:word"));
    vi.stubEnv("MLFLOW_TRACKING_USERNAME", "env");
    vi.stubEnv("MLFLOW_TRACKING_PASSWORD", "pass");
    vi.stubEnv("MLFLOW_TRACKING_TOKEN", "token");
    expect(await authorization(withUser(server.url))).toBe(basic("env:pass"));
  });

  it("are the token when there is no password", async () => {
    vi.stubEnv("MLFLOW_TRACKING_USERNAME", "env");
    vi.stubEnv("MLFLOW_TRACKING_TOKEN", "token");
    expect(await authorization()).toBe("Bearer token");
  });

  it("never show in an error", async () => {
    const { url } = server;
    await server.close();
    vi.stubEnv("MLFLOW_HTTP_REQUEST_MAX_RETRIES", "0");
    const failure = connect(withUser(url)).client.experiments.create({ name: "n" });
    await expect(failure).rejects.toThrow(
      `POST ${url}/api/2.0/mlflow/experiments/create: connect ECONNREFUSED`,
    );
  });
});

describe("settings", () => {
  it("are read anew when they change", () => {
    vi.stubEnv("MLFLOW_TRACKING_URI", server.url);
    const first = connection();
    expect(connection()).toBe(first);
    vi.stubEnv("MLFLOW_TRACKING_TOKEN", "token");
    expect(connection().headers).toEqual({ authorization: "Bearer token" });
  });

  it("are asked for when there are none", () => {
    vi.stubEnv("MLFLOW_TRACKING_URI", undefined);
    expect(() => connection()).toThrow(/^No tracking server is set. Set MLFLOW_TRACKING_URI/);
  });

  it("must be numbers where numbers are meant", () => {
    vi.stubEnv("MLFLOW_HTTP_REQUEST_TIMEOUT", "2m");
    expect(() => connect(server.url)).toThrow(
      "MLFLOW_HTTP_REQUEST_TIMEOUT is '2m'; it must be a number, 0 or more.",
    );
  });

  it("are refused when they ask for what would not happen", () => {
    vi.stubEnv("MLFLOW_TRACKING_INSECURE_TLS", "false");
    expect(connect(server.url).baseUrl).toBe(server.url);
    vi.stubEnv("MLFLOW_TRACKING_INSECURE_TLS", "true");
    expect(() => connect(server.url)).toThrow(/^MLFLOW_TRACKING_INSECURE_TLS is known, not available/);
  });
});
