import { stat } from "node:fs/promises";
import { arch, platform, release } from "node:os";
import type { ServerDetails } from "@slipway/contract";
import { parseDatabaseUri } from "../database/database-uri.js";
import { fileStoreRoot } from "../filestore/file-store-uri.js";
import { indexFile } from "../filestore/index-file.js";

/** How a server was set up, as far as it may be told. */
export interface ServerSetup {
  /** Absent without a database. */
  backendStoreUri: string | undefined;
  artifactRoot: string;
  /** Absent when this server gives out no artifacts. */
  artifactsDestination: string | undefined;
  publicUrl: string | undefined;
  secure: boolean;
  /** What the database holds that no call touches. */
  untouched: () => Promise<string>;
}

/** What is known of this process and of where it stores. */
export async function serverDetails({
  backendStoreUri,
  artifactRoot,
  artifactsDestination,
  publicUrl,
  secure,
  untouched,
}: ServerSetup): Promise<Omit<ServerDetails, "version" | "mlflow_version" | "file_store">> {
  return {
    node_version: process.versions.node,
    platform: `${platform()} ${release()} ${arch()}`,
    process_id: process.pid,
    started_at: Math.round(performance.timeOrigin),
    memory_bytes: process.memoryUsage.rss(),
    ...(backendStoreUri !== undefined && (await databaseDetails(backendStoreUri))),
    artifact_root: withoutPassword(artifactRoot),
    artifacts_destination: artifactsDestination && withoutPassword(artifactsDestination),
    public_url: publicUrl,
    untouched: await untouched(),
    secure,
  };
}

async function databaseDetails(uri: string) {
  const root = fileStoreRoot(uri);
  const parsed = parseDatabaseUri(root === undefined ? uri : `sqlite:///${indexFile(root)}`);
  if (parsed.kind !== "sqlite") return { database_kind: parsed.kind, database: parsed.redacted };
  const sizes = await Promise.all([parsed.file, `${parsed.file}-wal`].map(sizeOf));
  const database_bytes = sizes.reduce((sum, size) => sum + size, 0);
  return { database_kind: parsed.kind, database: parsed.redacted, database_bytes };
}

/** In bytes; 0 of a file that is not there. */
const sizeOf = async (file: string): Promise<number> => (await stat(file).catch(() => undefined))?.size ?? 0;

/** An address of a store without what stands between `//` and `@`, and without its query. */
const withoutPassword = (uri: string): string =>
  uri.replace(/^(\w+:\/\/)[^/@]*:[^/@]*@/, "$1***@").replace(/\?.*$/s, "");
