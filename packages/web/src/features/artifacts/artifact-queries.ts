import type { FileInfo } from "@slipway/contract";
import { iterate } from "@slipway/sdk/client";
import { queryOptions } from "@tanstack/react-query";
import { client } from "../../app/client.js";
import type { ArtifactSource } from "./artifact-source.js";
import { type Beginning, readBeginning } from "./read-bytes.js";

/** The most entries of one folder that are listed. */
const MOST_ENTRIES = 5_000;

export const artifactQueries = {
  /** The entries of a folder, folders first. */
  list: (source: ArtifactSource, path: string, refetchInterval: number | false = false) =>
    queryOptions({
      queryKey: ["artifacts", source, "list", path],
      queryFn: async ({ signal }) => {
        const entries: FileInfo[] = [];
        for await (const entry of entriesOf(source, path, signal)) {
          entries.push(entry);
          if (entries.length >= MOST_ENTRIES) break;
        }
        return entries.sort((a, b) => Number(b.is_dir) - Number(a.is_dir) || a.path.localeCompare(b.path));
      },
      refetchInterval,
    }),

  /** The bytes of a file up to a limit. */
  beginning: (source: ArtifactSource, path: string, limit: number) =>
    queryOptions({
      queryKey: ["artifacts", source, "beginning", path, limit],
      queryFn: async ({ signal }): Promise<Beginning> =>
        readBeginning(await open(source, path, { signal }), limit),
      staleTime: 30_000,
    }),
};

function entriesOf(source: ArtifactSource, path: string, signal: AbortSignal): AsyncIterable<FileInfo> {
  return "modelId" in source
    ? iterate(
        client.artifacts.listOfLoggedModel,
        { model_id: source.modelId, artifact_directory_path: path || undefined },
        { signal },
      )
    : iterate(client.artifacts.list, { run_id: source.runId, path: path || undefined }, { signal });
}

/** The bytes of a file from one place to another, both of them too. They must lie within the file. */
export async function readRange(
  source: ArtifactSource,
  path: string,
  [from, to]: readonly [number, number],
  signal?: AbortSignal,
): Promise<Uint8Array<ArrayBuffer>> {
  const response = await open(source, path, { signal, headers: { range: `bytes=${from}-${to}` } });
  return new Uint8Array(await response.arrayBuffer());
}

function open(
  source: ArtifactSource,
  path: string,
  options: { signal: AbortSignal | undefined; headers?: Record<string, string> },
): Promise<Response> {
  return "modelId" in source
    ? client.artifacts.getOfLoggedModel({ model_id: source.modelId, artifact_file_path: path }, options)
    : client.artifacts.get({ run_id: source.runId, path }, options);
}
