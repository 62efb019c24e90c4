import {
  type Decision,
  decodeEnvelope,
  decodeStatement,
  type ModelVersion,
  payloadOf,
  type Run,
} from "@slipway/contract";
import { type QueryClient, queryOptions } from "@tanstack/react-query";
import { artifactQueries } from "../../artifacts/artifact-queries.js";
import type { ArtifactSource } from "../../artifacts/artifact-source.js";
import { listFiles } from "../../artifacts/list-files.js";
import { decisionRun } from "../../promotions/decision-run.js";
import { readDecision } from "../../promotions/read-decision.js";
import { runQueries } from "../../runs/run-queries.js";
import { type ModelSource, modelSource } from "../model-source.js";
import { modelVersionQueries } from "../model-version-queries.js";
import { type ModelDescription, readModelFile } from "./read-model-file.js";

/** The largest file of text that is read for a comparison, in bytes. */
const LIMIT = 8 * 1024 * 1024;

/** What is known of a version, from the registry, its run, its files and the decision about it. */
export interface VersionFacts {
  version: ModelVersion;
  run?: Run;
  /** Size in bytes by path, relative to the model's folder. */
  files?: Map<string, number>;
  description?: ModelDescription;
  decision?: Decision;
  /** SHA-256 of the files, in hex, by path, as the receipt of its promotion has them. */
  digests?: Map<string, string>;
  /** What could not be read, and why. */
  missing: string[];
}

/** All that is known of a version. What is not there, or cannot be read, is left out and named. */
export const versionFacts = (name: string, number: string) =>
  queryOptions({
    queryKey: ["model-versions", "facts", name, number],
    queryFn: async ({ client }): Promise<VersionFacts> => {
      const version = await client.fetchQuery(modelVersionQueries.one(name, number));
      const missing: string[] = [];
      const attempt = async <T>(what: string, read: () => Promise<T | undefined>) => {
        try {
          return await read();
        } catch (error) {
          if (!(error instanceof Error)) throw error;
          missing.push(`${what} of version ${number}: ${error.message}`);
          return undefined;
        }
      };
      const { run_id: runId } = version;
      const found = modelSource(version);
      const [run, files, decided] = await Promise.all([
        attempt("The run", async () => (runId ? client.fetchQuery(runQueries.one(runId)) : undefined)),
        attempt("The files", async () => found && listFiles(client, found.source, found.path)),
        attempt("The decision", () => decidedOf(client, version)),
      ]);
      const description =
        found && files?.has("MLmodel")
          ? await attempt("The file MLmodel", () => descriptionOf(client, found))
          : undefined;
      return { version, run, files, description, ...decided, missing };
    },
    staleTime: 60_000,
  });

async function descriptionOf(client: QueryClient, { source, path }: ModelSource): Promise<ModelDescription> {
  return readModelFile(await textOf(client, source, path ? `${path}/MLmodel` : "MLmodel"));
}

async function decidedOf(
  client: QueryClient,
  version: ModelVersion,
): Promise<Pick<VersionFacts, "decision" | "digests">> {
  const runId = decisionRun(version);
  if (runId === undefined) return {};
  const decision = readDecision(JSON.parse(await textOf(client, { runId }, "slipway/decision.json")));
  if (!decision?.receipt) return { decision };
  const path = decision.receipt.uri.slice(`runs:/${runId}/`.length);
  return { decision, digests: digestsIn(await textOf(client, { runId }, path)) };
}

/** The digests of the files that a receipt is about. It is the envelope, or Sigstore's bundle around it. */
function digestsIn(receipt: string): Map<string, string> {
  const file: unknown = JSON.parse(receipt);
  const envelope = typeof file === "object" && file && "dsseEnvelope" in file ? file.dsseEnvelope : file;
  const bytes = new TextEncoder().encode(JSON.stringify(envelope));
  const { subject } = decodeStatement(payloadOf(decodeEnvelope(bytes)));
  return new Map(subject.map(({ name, digest }) => [name, digest.sha256]));
}

async function textOf(client: QueryClient, source: ArtifactSource, path: string): Promise<string> {
  const { bytes } = await client.fetchQuery(artifactQueries.beginning(source, path, LIMIT));
  return new TextDecoder().decode(bytes);
}
