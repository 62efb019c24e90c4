import { UsageError } from "../command.js";
import type { ServerFlags } from "./server-flags.js";

const MEANINGLESS: readonly [keyof ServerFlags, string][] = [
  ["gunicornOpts", "--gunicorn-opts"],
  ["waitressOpts", "--waitress-opts"],
  ["uvicornOpts", "--uvicorn-opts"],
  ["dev", "--dev"],
  ["traceArchivalConfig", "--trace-archival-config"],
  ["secretsCacheTtl", "--secrets-cache-ttl"],
  ["secretsCacheMaxSize", "--secrets-cache-max-size"],
  ["workspaceStoreUri", "--workspace-store-uri"],
];

const TLS = /--(?:ssl-)?(?:keyfile|certfile)\b/;

/**
 * Refuses what `mlflow server` would have protected or kept apart and this server would not: what was closed must not
 * become open.
 * @throws UsageError naming the flag
 */
export function refuseFlags(flags: ServerFlags): void {
  if (flags.appName !== undefined)
    throw new UsageError(
      `--app-name ${flags.appName}: accounts do not exist in this version, so that anyone could read and change everything.`,
      "Leave the flag out only if whoever reaches the server may do so.",
    );
  if (flags.enableWorkspaces)
    throw new UsageError(
      "--enable-workspaces: workspaces do not exist in this version, so that teams would not be kept apart.",
    );
  if (flags.artifactsPresignedOnly)
    throw new UsageError(
      "--artifacts-presigned-only: no store of this version signs addresses; artifacts pass through the server.",
    );
  for (const [name, options] of Object.entries({
    "--uvicorn-opts": flags.uvicornOpts,
    "--gunicorn-opts": flags.gunicornOpts,
  }))
    if (options !== undefined && TLS.test(options))
      throw new UsageError(
        `${name} '${options}': this server speaks no TLS, so that what was encrypted would not be.`,
        "Put a proxy before it that does.",
      );
  if (flags.registryStoreUri !== undefined && flags.registryStoreUri !== flags.backendStoreUri)
    throw new UsageError(
      "--registry-store-uri names another database than --backend-store-uri; models are kept beside their runs.",
      "Name the same one, or leave the flag out.",
    );
}

/** One line for each flag that was given and has no meaning here. */
export function noticesOf(flags: ServerFlags): string[] {
  const notices = MEANINGLESS.filter(([name]) => flags[name] !== undefined && flags[name] !== false).map(
    ([, flag]) => `${flag} has no meaning here and is left aside.`,
  );
  if (wantedWorkers(flags) > 1 && !takesWorkers(flags))
    notices.push(
      "--workers is left aside: one process serves all requests. Several can share a database on PostgreSQL or MySQL.",
    );
  for (const name of ["POOLCLASS", "ECHO"].map((word) => `MLFLOW_SQLALCHEMYSTORE_${word}`))
    if (process.env[name]) notices.push(`${name} is of SQLAlchemy alone and is left aside.`);
  if (flags.readReplicaBackendStoreUri !== undefined)
    notices.push("--read-replica-backend-store-uri is left aside: all reads go to --backend-store-uri.");
  return notices;
}

/** How many processes are to serve. @throws UsageError */
export const workersOf = (flags: ServerFlags): number => (takesWorkers(flags) ? wantedWorkers(flags) : 1);

// A file of SQLite has one process that writes.
const takesWorkers = ({ backendStoreUri }: ServerFlags): boolean =>
  /^(postgresql|mysql|mariadb)/i.test(backendStoreUri);

function wantedWorkers({ workers = "1" }: ServerFlags): number {
  const count = Number(workers);
  if (Number.isInteger(count) && count >= 1 && count <= 256) return count;
  throw new UsageError(`--workers is '${workers}'.`, "It must be a whole number from 1 to 256.");
}
