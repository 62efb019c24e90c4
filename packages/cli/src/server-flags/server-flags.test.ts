import { Command } from "commander";
import { afterEach, describe, expect, it, vi } from "vitest";
import { noticesOf, refuseFlags } from "./known-flags.js";
import { defineServerFlags, readServerFlags, type ServerFlags } from "./server-flags.js";
import { serverOptionsOf } from "./server-options.js";

function read(words: string[], environment: Record<string, string> = {}): ServerFlags {
  for (const [name, value] of Object.entries(environment)) vi.stubEnv(name, value);
  const command = defineServerFlags(new Command("server")).exitOverride();
  command.parse(words, { from: "user" });
  return readServerFlags(command);
}
afterEach(() => vi.unstubAllEnvs());

// Every flag that `mlflow server --help` of 3.18 lists.
const OF_MLFLOW = [
  "--backend-store-uri --read-replica-backend-store-uri --registry-store-uri --default-artifact-root --serve-artifacts",
  "--no-serve-artifacts --artifacts-only --artifacts-presigned-only --artifacts-destination -h --host -p --port -w --workers",
  "--static-prefix --allowed-hosts --cors-allowed-origins --disable-security-middleware --x-frame-options --gunicorn-opts",
  "--waitress-opts --uvicorn-opts --dev --expose-prometheus --app-name --trace-archival-config --secrets-cache-ttl",
  "--secrets-cache-max-size --workspace-store-uri --enable-workspaces --disable-workspaces --help",
].flatMap((line) => line.split(" "));

describe("the flags of the server", () => {
  it("are all of MLflow's", () => {
    const command = defineServerFlags(new Command("server"));
    const known = command.options.flatMap(({ short, long }) => [short, long]);
    expect(OF_MLFLOW.filter((flag) => flag !== "--help" && !known.includes(flag))).toEqual([]);
  });

  it.each([
    [{}, {}, { serveArtifacts: true, artifactsOnly: false }],
    [{ words: "--no-serve-artifacts" }, {}, { serveArtifacts: false }],
    [{}, { MLFLOW_SERVE_ARTIFACTS: "false" }, { serveArtifacts: false }],
    [{}, { MLFLOW_SERVE_ARTIFACTS: "" }, { serveArtifacts: true }],
    [{ words: "--serve-artifacts" }, { MLFLOW_SERVE_ARTIFACTS: "0" }, { serveArtifacts: true }],
    [{}, { MLFLOW_ARTIFACTS_ONLY: "True" }, { artifactsOnly: true }],
    [{}, { MLFLOW_ARTIFACTS_ONLY: "no" }, { artifactsOnly: false }],
    [{}, { MLFLOW_SERVER_DISABLE_SECURITY_MIDDLEWARE: "true" }, { disableSecurity: true }],
    [{}, { MLFLOW_STATIC_PREFIX: "/ml" }, { staticPrefix: "/ml" }],
    [{}, { SLIPWAY_PUBLIC_URL: "https://ml.example/x/" }, { publicUrl: "https://ml.example/x" }],
    [{ words: "--x-frame-options deny" }, {}, { xFrameOptions: "DENY" }],
    [{}, { MLFLOW_SERVER_CORS_ALLOWED_ORIGINS: "https://a, *" }, { corsAllowedOrigins: ["https://a", "*"] }],
    [{}, {}, { allowedHosts: undefined, secure: false }],
    [{ words: "--allowed-hosts a,b* --secure" }, {}, { allowedHosts: ["a", "b*"], secure: true }],
  ] as [{ words?: string }, Record<string, string>, object][])(
    "are read: %j in %j",
    ({ words = "" }, environment, expected) => {
      expect(serverOptionsOf(read(words.split(" ").filter(Boolean), environment))).toMatchObject(expected);
    },
  );

  it.each([
    ["--static-prefix ml", "--static-prefix is 'ml'."],
    ["--static-prefix /ml/", "--static-prefix is '/ml/'."],
    ["--static-prefix /{a}", "--static-prefix is '/{a}'."],
    ["--public-url ml.example", "--public-url is 'ml.example'."],
    ["--public-url https://ml.example/?a=b", "--public-url is 'https://ml.example/?a=b'."],
    ["--x-frame-options maybe", "--x-frame-options is 'maybe'."],
    ["--port x", "--port is 'x'."],
    ["--artifacts-only --backend-store-uri sqlite:///x.db", "--artifacts-only serves no tracking data"],
  ])("are refused when wrong: %s", (words, message) => {
    expect(() => serverOptionsOf(read(words.split(" ")))).toThrow(message);
  });

  it("are refused when a variable is no word for yes or no", () => {
    expect(() => read([], { MLFLOW_SERVE_ARTIFACTS: "perhaps" })).toThrow(
      "MLFLOW_SERVE_ARTIFACTS is 'perhaps'.",
    );
  });
});

describe("what the server cannot do", () => {
  it.each([
    [["--app-name", "basic-auth"], "accounts do not exist"],
    [["--enable-workspaces"], "workspaces do not exist"],
    [["--artifacts-presigned-only"], "no store of this version signs addresses"],
    [["--uvicorn-opts", "--ssl-keyfile=a --ssl-certfile=b"], "speaks no TLS"],
    [["--gunicorn-opts", "--certfile a"], "speaks no TLS"],
    [["--registry-store-uri", "sqlite:///other.db"], "--registry-store-uri names another database"],
  ])("is refused: %j", (words, message) => {
    expect(() => refuseFlags(read(words))).toThrow(message);
  });

  it("is noted where nothing depends on it", () => {
    const words = ["--gunicorn-opts", "--timeout 60", "--dev", "--secrets-cache-ttl", "60"];
    const flags = read([...words, "--registry-store-uri", "sqlite:///mlflow.db", "--disable-workspaces"], {
      MLFLOW_READ_REPLICA_BACKEND_STORE_URI: "postgresql://replica/x",
      MLFLOW_ENABLE_WORKSPACES: "false",
    });
    refuseFlags(flags);
    expect(noticesOf(flags)).toEqual([
      "--gunicorn-opts has no meaning here and is left aside.",
      "--dev has no meaning here and is left aside.",
      "--secrets-cache-ttl has no meaning here and is left aside.",
      "--read-replica-backend-store-uri is left aside: all reads go to --backend-store-uri.",
    ]);
    vi.unstubAllEnvs();
    expect(noticesOf(read([]))).toEqual([]);
  });
});
