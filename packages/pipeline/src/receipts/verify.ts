import { readFile } from "node:fs/promises";
import type { ModelVersion } from "@slipway/contract";
import { ApiError, type Connection, downloadFrom } from "@slipway/sdk";
import type { Environment } from "../git/branch.js";
import { openConnection } from "../open-connection.js";
import { PipelineError } from "../pipeline-error.js";
import type { Trust } from "./check-signature.js";
import { loadPublicKey } from "./key.js";
import { hashArtifact, hashFolder } from "./model-files.js";
import type { ExpectedIdentity } from "./sigstore-check.js";
import { withTemporaryFolder } from "./temporary-folder.js";
import { type ExpectedVersion, type Verification, verifyReceipt } from "./verify-receipt.js";
import { findVersion, type NamedVersion, parseVersionUri, RECEIPT_TAG } from "./version.js";

export interface VerifyOptions {
  /** `models:/NAME/VERSION`, or `models:/NAME@ALIAS` where there is a server. */
  uri: string;
  /** Address of the tracking server; not needed with both `receipt` and `model`. */
  trackingUri?: string;
  /** File of the receipt; absent, the one that is kept with the version. */
  receipt?: string | undefined;
  /** Folder of the model's files; absent, those that are stored. */
  model?: string | undefined;
  /** Public key: a PEM file, or `env://NAME`. */
  key?: string | undefined;
  identity?: ExpectedIdentity | undefined;
  environment?: Environment;
}

/** Whether a receipt can be verified without any server. */
export const isOffline = ({ receipt, model }: Pick<VerifyOptions, "receipt" | "model">): boolean =>
  receipt !== undefined && model !== undefined;

/**
 * Checks the receipt of a model version: who signed it, that it is about this version, and every file.
 * @throws PipelineError `usage` when version, receipt, key or folder are not there, `server` when the server fails
 */
export async function verify(options: VerifyOptions): Promise<Verification> {
  const named = parseVersionUri(options.uri);
  const trust = await trustOf(options);
  if (options.receipt !== undefined && options.model !== undefined) {
    const { model } = options;
    return verifyReceipt({
      receipt: await readReceiptFile(options.receipt),
      trust,
      expected: offlineVersion(named, options.uri),
      hashFiles: () => folderOf(model),
    });
  }
  const connection = openConnection(options.trackingUri ?? "");
  const version = await findVersion(connection.client, named);
  return verifyReceipt({
    receipt:
      options.receipt === undefined
        ? await keptReceipt(connection, version)
        : await readReceiptFile(options.receipt),
    trust,
    expected: { name: version.name, version: version.version, source: version.source },
    hashFiles: () =>
      options.model === undefined
        ? hashArtifact(connection, `models:/${version.name}/${version.version}`)
        : folderOf(options.model),
  });
}

async function trustOf({ key, identity, environment }: VerifyOptions): Promise<Trust | undefined> {
  if (key !== undefined) return { key: await loadPublicKey(key, environment ?? process.env) };
  return identity && { identity };
}

function offlineVersion(named: NamedVersion, uri: string): ExpectedVersion {
  if ("version" in named) return named;
  throw new PipelineError("usage", `'${uri}' names an alias, and which version that is only a server knows`, {
    hint: `name the version, e.g. models:/${named.name}/4`,
  });
}

async function keptReceipt(connection: Connection, version: ModelVersion): Promise<Uint8Array> {
  const label = `version ${version.version} of ${version.name}`;
  const uri = version.tags.find(({ key }) => key === RECEIPT_TAG)?.value;
  if (uri === undefined) {
    throw new PipelineError("usage", `${label} has no receipt: no release promoted it`, {
      hint: "`--receipt FILE` names one that is kept elsewhere",
    });
  }
  try {
    return await withTemporaryFolder(async (folder) => readFile(await downloadFrom(connection, uri, folder)));
  } catch (error) {
    if (!(error instanceof ApiError) || error.status !== 404) throw error;
    throw new PipelineError("usage", `the receipt of ${label} is gone: there is nothing at ${uri}`, {
      cause: error,
    });
  }
}

/** @throws PipelineError `usage` when there is no such file */
export async function readReceiptFile(path: string): Promise<Uint8Array> {
  try {
    return await readFile(path);
  } catch (error) {
    throw new PipelineError("usage", `the receipt ${path} cannot be read: ${(error as Error).message}`);
  }
}

async function folderOf(path: string) {
  try {
    return await hashFolder(path);
  } catch (error) {
    throw new PipelineError("usage", `the model in ${path} cannot be read: ${(error as Error).message}`, {
      hint: "it is the folder with the model's `MLmodel`",
    });
  }
}
