import { createHash } from "node:crypto";
import { type Connection, readFilesFrom } from "@slipway/sdk";
import { parse } from "yaml";

/** What MLflow writes anew into the `MLmodel` of every model that is logged. */
const BOOKKEEPING = [
  "run_id",
  "model_id",
  "model_uuid",
  "utc_time_created",
  "artifact_path",
  "model_size_bytes",
];

/** SHA-256 of each file of a model by path; of `MLmodel` without ids and time of its logging. */
export async function modelContent(connection: Connection, uri: string): Promise<Map<string, string>> {
  const digests = new Map<string, string>();
  await readFilesFrom(connection, uri, async (name, content) => {
    const hash = createHash("sha256");
    const chunks: Uint8Array[] = [];
    for await (const chunk of content) name === "MLmodel" ? chunks.push(chunk) : hash.update(chunk);
    if (name === "MLmodel") hash.update(withoutBookkeeping(Buffer.concat(chunks).toString()));
    digests.set(name, hash.digest("hex"));
  });
  return digests;
}

function withoutBookkeeping(text: string): string {
  const value: unknown = parse(text);
  if (typeof value !== "object" || value === null) return text;
  return JSON.stringify(Object.entries(value).filter(([key]) => !BOOKKEEPING.includes(key)));
}

/** The files in which two models differ, sorted. */
export const differingFiles = (a: ReadonlyMap<string, string>, b: ReadonlyMap<string, string>): string[] =>
  [...new Set([...a.keys(), ...b.keys()])].filter((name) => a.get(name) !== b.get(name)).sort();
