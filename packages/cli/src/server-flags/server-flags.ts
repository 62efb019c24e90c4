import { type Command, Option } from "commander";
import { DEFAULT_STORE_RULE, defaultStore } from "../default-store.js";
import { readEnvironmentFlags } from "./environment-flags.js";

/** What `slipway server` and `slipway ui` take: the flags of `mlflow server`, and `--secure`. */
export interface ServerFlags {
  backendStoreUri: string;
  readReplicaBackendStoreUri?: string;
  registryStoreUri?: string;
  defaultArtifactRoot?: string;
  serveArtifacts: boolean;
  artifactsOnly: boolean;
  artifactsPresignedOnly: boolean;
  artifactsDestination: string;
  host: string;
  port: string;
  staticPrefix?: string;
  publicUrl?: string;
  allowedHosts?: string;
  corsAllowedOrigins?: string;
  disableSecurityMiddleware: boolean;
  xFrameOptions: string;
  secure: boolean;
  exposePrometheus?: string;
  appName?: string;
  workers?: string;
  gunicornOpts?: string;
  waitressOpts?: string;
  uvicornOpts?: string;
  dev: boolean;
  traceArchivalConfig?: string;
  secretsCacheTtl?: string;
  secretsCacheMaxSize?: string;
  workspaceStoreUri?: string;
  enableWorkspaces: boolean;
}

const option = (flags: string, description: string, env?: string, fallback?: string | boolean): Option => {
  const made = new Option(flags, description);
  if (env !== undefined) made.env(env);
  return fallback === undefined ? made : made.default(fallback);
};

const STORAGE: readonly Option[] = [
  option(
    "--backend-store-uri <uri>",
    "database, or MLflow's folder, of experiments, runs and models",
    "MLFLOW_BACKEND_STORE_URI",
  ).default(defaultStore(), DEFAULT_STORE_RULE),
  option(
    "--registry-store-uri <uri>",
    "database of models; only the same one is possible",
    "MLFLOW_REGISTRY_STORE_URI",
  ),
  option(
    "--default-artifact-root <uri>",
    "where the artifacts of new experiments go",
    "MLFLOW_DEFAULT_ARTIFACT_ROOT",
  ),
  option(
    "--artifacts-destination <uri>",
    "where proxied artifacts are stored",
    "MLFLOW_ARTIFACTS_DESTINATION",
    "./mlartifacts",
  ),
  option(
    "--serve-artifacts",
    "hand artifacts on between clients and their store",
    "MLFLOW_SERVE_ARTIFACTS",
    true,
  ),
  option("--no-serve-artifacts", "leave artifacts to the clients"),
  option("--artifacts-only", "serve artifacts and nothing else", "MLFLOW_ARTIFACTS_ONLY", false),
];

const NETWORK: readonly Option[] = [
  option("-h, --host <host>", "interface to listen on", "MLFLOW_HOST", "127.0.0.1"),
  option("-p, --port <port>", "port to listen on; 0 takes a free one", "MLFLOW_PORT", "5000"),
  option("--static-prefix <path>", "what stands before every path, e.g. /mlflow", "MLFLOW_STATIC_PREFIX"),
  option(
    "--public-url <url>",
    "where people reach the server behind a proxy, e.g. https://ml.example; its host is answered for",
    "SLIPWAY_PUBLIC_URL",
  ),
  option("--expose-prometheus <folder>", "show counts of requests at /metrics", "MLFLOW_EXPOSE_PROMETHEUS"),
];

const SECURITY: readonly Option[] = [
  option(
    "--allowed-hosts <hosts>",
    "host names that requests may come for, separated by commas; * is any text (default: private addresses)",
    "MLFLOW_SERVER_ALLOWED_HOSTS",
  ),
  option(
    "--cors-allowed-origins <origins>",
    "sites whose pages may call, separated by commas; * is any text (default: those of this machine)",
    "MLFLOW_SERVER_CORS_ALLOWED_ORIGINS",
  ),
  option(
    "--x-frame-options <value>",
    "who may frame the pages: SAMEORIGIN, DENY or NONE for no limit",
    "MLFLOW_SERVER_X_FRAME_OPTIONS",
    "SAMEORIGIN",
  ),
  option(
    "--disable-security-middleware",
    "check neither hosts nor origins: any web page may then act on the server",
    "MLFLOW_SERVER_DISABLE_SECURITY_MIDDLEWARE",
    false,
  ),
  option("--secure", "allow no host, origin or place of artifacts but those that are named").default(false),
];

/** Flags of MLflow's that are known, to be refused or to be said to mean nothing (`known-flags.ts`). */
const KNOWN: readonly Option[] = [
  option("--app-name <name>", ""),
  option("-w, --workers <number>", "", "MLFLOW_WORKERS"),
  option("--read-replica-backend-store-uri <uri>", "", "MLFLOW_READ_REPLICA_BACKEND_STORE_URI"),
  option("--artifacts-presigned-only", "", "MLFLOW_ARTIFACTS_PRESIGNED_ONLY", false),
  option("--gunicorn-opts <options>", "", "MLFLOW_GUNICORN_OPTS"),
  option("--waitress-opts <options>", ""),
  option("--uvicorn-opts <options>", "", "MLFLOW_UVICORN_OPTS"),
  option("--dev", "", undefined, false),
  option("--trace-archival-config <file>", "", "MLFLOW_TRACE_ARCHIVAL_CONFIG"),
  option("--secrets-cache-ttl <seconds>", ""),
  option("--secrets-cache-max-size <entries>", ""),
  option("--workspace-store-uri <uri>", "", "MLFLOW_WORKSPACE_STORE_URI"),
  option("--enable-workspaces", "", "MLFLOW_ENABLE_WORKSPACES", false),
  option("--disable-workspaces", ""),
].map((known) => known.hideHelp());

/** MLflow's flags, with its environment variables and defaults. */
export function defineServerFlags(command: Command): Command {
  for (const one of [...STORAGE, ...NETWORK, ...SECURITY, ...KNOWN]) command.addOption(one);
  return command.helpOption("--help", "display help for command");
}

/** The flags as they were given, on the command line or by the environment. */
export function readServerFlags(command: Command): ServerFlags {
  readEnvironmentFlags(command);
  return command.opts<ServerFlags>();
}
