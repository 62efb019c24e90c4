import { basename, dirname } from "node:path/posix";
import { type ArtifactPath, type ArtifactStore, parseArtifactPath, ROOT } from "@slipway/artifacts";
import { ApiError, type endpoints, type Int64, type RequestOf, type ResponseOf } from "@slipway/contract";
import type { Database } from "../database/database.js";
import { sizeBelow } from "./artifact-removal.js";
import { idsInUse } from "./purge-store.js";

type Calls = typeof endpoints.purge;

export interface OrphanDependencies {
  database: Database;
  /** The roots that the server keeps artifacts in, by name. */
  roots: ReadonlyMap<string, ArtifactStore>;
}

/** Deeper than any location that a tracking server makes. */
const DEPTH = 8;
const RUN = /^[0-9a-f]{32}$/;
const MODEL = /^m-[0-9a-f]{32}$/;

interface Orphan {
  path: string;
  files: number;
  bytes: number;
  written_at: number;
}

/**
 * Finds folders in the layout of a tracking server, `<run id>/artifacts` and `models/<model id>/artifacts`, whose
 * run or logged model is in no table and no version's source.
 */
export class OrphanService {
  constructor(private readonly dependencies: OrphanDependencies) {}

  async list({ written_before }: RequestOf<Calls["listOrphans"]>): Promise<ResponseOf<Calls["listOrphans"]>> {
    const orphans: Orphan[] = [];
    for (const [name, store] of this.dependencies.roots)
      for (const folder of await this.unknownBelow(store)) {
        const orphan = await describe(name, store, folder, written_before);
        if (orphan) orphans.push(orphan);
      }
    return { orphans };
  }

  async purge({ paths, written_before }: RequestOf<Calls["orphans"]>): Promise<ResponseOf<Calls["orphans"]>> {
    const asked = new Set(paths);
    const { orphans } = await this.list({ written_before });
    const purged = { folders: 0, files: 0, bytes: 0 };
    for (const { path, files, bytes } of orphans) {
      if (!asked.has(path)) continue;
      const [store, folder] = this.placeOf(path);
      await store.delete(folder);
      purged.folders += 1;
      purged.files += Number(files);
      purged.bytes += Number(bytes);
    }
    return purged;
  }

  private async unknownBelow(store: ArtifactStore): Promise<ArtifactPath[]> {
    const folders: ArtifactPath[] = [];
    await collect(store, ROOT, 0, folders);
    const used = await idsInUse(
      this.dependencies.database.read,
      folders.map((folder) => basename(folder)),
    );
    return folders.filter((folder) => !used.has(basename(folder)));
  }

  private placeOf(path: string): [ArtifactStore, ArtifactPath] {
    for (const [name, store] of this.dependencies.roots)
      if (path.startsWith(`${name}/`)) return [store, parseArtifactPath(path.slice(name.length + 1))];
    throw new ApiError("INVALID_PARAMETER_VALUE", `'${path}' is in no artifact root of this server.`);
  }
}

/** Every folder that is named and filled like that of a run or a logged model. */
async function collect(
  store: ArtifactStore,
  directory: ArtifactPath,
  depth: number,
  found: ArtifactPath[],
): Promise<void> {
  for (const { path, is_dir } of await store.list(directory)) {
    if (!is_dir) continue;
    const folder = parseArtifactPath(path);
    const name = basename(folder);
    if (RUN.test(name) || (MODEL.test(name) && basename(dirname(folder)) === "models")) {
      const inside = await store.list(folder);
      if (inside.length === 1 && inside[0]?.is_dir && basename(inside[0].path) === "artifacts")
        found.push(folder);
    } else if (depth < DEPTH && name !== "traces") await collect(store, folder, depth + 1, found);
  }
}

async function describe(
  root: string,
  store: ArtifactStore,
  folder: ArtifactPath,
  before: Int64,
): Promise<Orphan | undefined> {
  const written = await store.lastWritten?.(folder);
  if (!written || written.getTime() > Number(before)) return undefined;
  return {
    path: `${root}/${folder}`,
    ...(await sizeBelow(store, folder)),
    written_at: Math.floor(written.getTime()),
  };
}
