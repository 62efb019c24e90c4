import type { QueryClient } from "@tanstack/react-query";
import { artifactQueries } from "./artifact-queries.js";
import type { ArtifactSource } from "./artifact-source.js";

/** No more files than this are listed. */
const MOST_FILES = 500;

/** The files in a folder and in the folders in it, by their path from there, and their sizes in bytes. */
export async function listFiles(
  client: QueryClient,
  source: ArtifactSource,
  path = "",
): Promise<Map<string, number>> {
  const files = new Map<string, number>();
  const folders = [path];
  for (let folder = folders.shift(); folder !== undefined; folder = folders.shift()) {
    for (const entry of await client.fetchQuery(artifactQueries.list(source, folder))) {
      if (entry.is_dir) folders.push(entry.path);
      else files.set(path ? entry.path.slice(path.length + 1) : entry.path, Number(entry.file_size ?? 0));
      if (files.size >= MOST_FILES) return files;
    }
  }
  return files;
}
