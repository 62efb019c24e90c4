import type { FileInfo } from "@slipway/contract";
import { iterate } from "@slipway/sdk/client";
import { infiniteQueryOptions, queryOptions } from "@tanstack/react-query";
import { client } from "../../app/client.js";
import type { ArtifactSource } from "./artifact-source.js";
import { type Beginning, readBeginning } from "./read-bytes.js";

/** As much of a text is asked for at once, in bytes. */
const PART = 512 * 1024;
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

  /** A text part by part: the first as far as it goes, each other by its range. */
  parts: (source: ArtifactSource, path: string) =>
    infiniteQueryOptions({
      queryKey: ["artifacts", source, "parts", path],
      queryFn: async ({ signal, pageParam: { start, size } }): Promise<TextPart> => {
        if (start === 0) return readFirst(await open(source, path, { signal }), PART);
        const end = Math.min(start + PART, size);
        return { bytes: await readRange(source, path, [start, end - 1], signal), end, size };
      },
      initialPageParam: { start: 0, size: 0 },
      getNextPageParam: ({ end, size }) => (end < size ? { start: end, size } : undefined),
      staleTime: 30_000,
    }),
};

/** A part of a text, where it ends and how long all of it is. */
interface TextPart {
  bytes: Uint8Array<ArrayBuffer>;
  end: number;
  size: number;
}

/** The first bytes of an answer that says how long it is; one that does not is taken as far as it was read. */
async function readFirst(response: Response, limit: number): Promise<TextPart> {
  const { bytes, cut } = await readBeginning(response, limit);
  const size = cut ? Number(response.headers.get("content-length") ?? bytes.length) : bytes.length;
  return { bytes, end: bytes.length, size };
}

/** How long a file is, in bytes. */
export async function readSize(source: ArtifactSource, path: string, signal?: AbortSignal): Promise<number> {
  const response = await open(source, path, { signal });
  await response.body?.cancel();
  return Number(response.headers.get("content-length") ?? 0);
}

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
