import { createWriteStream, type Dirent } from "node:fs";
import { lstat, mkdir, open, readdir, realpath, rename, rm, stat } from "node:fs/promises";
import { dirname, join, relative, sep } from "node:path";
import type { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { ApiError, type FileInfo } from "@slipway/contract";
import type { ArtifactContent, ArtifactStat, ArtifactStore, ByteRange } from "./artifact-store.js";
import { isMissing, translate } from "./local-errors.js";
import { syncDirectories } from "./local-sync.js";
import { isUpload, newUploadName, removeUploads } from "./local-uploads.js";
import { type ArtifactPath, ROOT } from "./path.js";

/**
 * Artifacts in a directory of this machine, which is made when the first file is written.
 * Symbolic links may lead about within the root; those that lead out of it do not exist for clients.
 */
export function openLocalStore(root: string): ArtifactStore {
  return new LocalStore(root);
}

class LocalStore implements ArtifactStore {
  constructor(private readonly root: string) {}

  async list(directory: ArtifactPath): Promise<FileInfo[]> {
    const real = await this.findReal(directory);
    if (!real) return [];
    const entries = await readdir(real, { withFileTypes: true }).catch(none);
    const infos = await Promise.all(entries.map((entry) => this.describe(directory, real, entry)));
    return infos
      .filter((info) => info !== undefined)
      .sort((a, b) => (a.path < b.path ? -1 : Number(a.path > b.path)));
  }

  async stat(path: ArtifactPath): Promise<ArtifactStat | undefined> {
    const real = await this.findReal(path);
    if (!real) return undefined;
    const found = await stat(real);
    return found.isDirectory() ? { isDirectory: true } : { isDirectory: false, size: found.size };
  }

  async read(path: ArtifactPath, range?: ByteRange): Promise<ArtifactContent> {
    const real = await this.findReal(path);
    if (!real) throw new ApiError("RESOURCE_DOES_NOT_EXIST", `No such artifact: '${path}'`);
    const file = await open(real);
    const found = await file.stat();
    if (!found.isFile()) {
      await file.close();
      const message = `Artifact path refers to a directory, not a file: '${path}'`;
      throw new ApiError("INVALID_PARAMETER_VALUE", message);
    }
    return { size: found.size, stream: file.createReadStream(range) };
  }

  async write(path: ArtifactPath, content: Readable): Promise<void> {
    const target = await this.place(path);
    const directory = dirname(target);
    const temporary = join(directory, newUploadName());
    try {
      const made = await mkdir(directory, { recursive: true });
      await this.checkTarget(path, target);
      await pipeline(content, createWriteStream(temporary, { flags: "wx", flush: true }));
      await rename(temporary, target);
      await syncDirectories(directory, made ? dirname(made) : directory);
    } catch (error) {
      content.destroy();
      await rm(temporary, { force: true }).catch(() => undefined);
      throw translate(error, path);
    }
  }

  async delete(path: ArtifactPath): Promise<void> {
    if (path === ROOT) throw new ApiError("INVALID_PARAMETER_VALUE", "The artifact root cannot be deleted.");
    const target = await this.place(path);
    if (!(await lstat(target).catch(absent))) return;
    await rm(target, { recursive: true, force: true });
    await syncDirectories(dirname(target), dirname(target));
  }

  async lastWritten(directory: ArtifactPath): Promise<Date | undefined> {
    const real = await this.findReal(directory);
    if (!real) return undefined;
    const entries = await readdir(real, { recursive: true }).catch(() => []);
    let newest = (await stat(real)).mtimeMs;
    for (const entry of entries) {
      const found = await lstat(join(real, entry)).catch(absent);
      if (found) newest = Math.max(newest, found.mtimeMs);
    }
    return new Date(newest);
  }

  removeLeftovers(before: Date, signal: AbortSignal): Promise<void> {
    return removeUploads(this.root, before.getTime(), signal);
  }

  private async describe(
    directory: ArtifactPath,
    real: string,
    entry: Dirent,
  ): Promise<FileInfo | undefined> {
    if (isUpload(entry.name)) return undefined;
    const path = directory ? `${directory}/${entry.name}` : entry.name;
    const inside = entry.isSymbolicLink() ? await this.findReal(path) : join(real, entry.name);
    if (!inside) return undefined;
    if (entry.isDirectory()) return { path, is_dir: true };
    const found = await stat(inside).catch(absent);
    if (found?.isDirectory()) return { path, is_dir: true };
    return found?.isFile() ? { path, is_dir: false, file_size: found.size } : undefined;
  }

  /** Where a path really is; undefined when there is nothing, or nothing that clients may see. */
  private async findReal(path: string): Promise<string | undefined> {
    if (path.split("/").some(isUpload)) return undefined;
    const real = await realpath(join(this.root, path)).catch(absent);
    return real !== undefined && contains(await realpath(this.root), real) ? real : undefined;
  }

  /** Where a path is to be written or removed, after checking that no link on the way leads out of the root. */
  private async place(path: ArtifactPath): Promise<string> {
    const target = join(this.root, path);
    const root = await realpath(this.root).catch(absent);
    for (let place = target; root !== undefined && place.length >= this.root.length; place = dirname(place)) {
      if (!(await lstat(place).catch(absent))) continue;
      const real = await realpath(place).catch(absent);
      if (real === undefined || !contains(root, real)) throw outside(path);
      break;
    }
    if (path.split("/").some(isUpload)) throw outside(path);
    return target;
  }

  /** A file system that folds case or Unicode forms must not let one name overwrite another. */
  private async checkTarget(path: ArtifactPath, target: string): Promise<void> {
    const found = await lstat(target).catch(absent);
    if (!found) return;
    if (found.isDirectory()) throw new ApiError("INVALID_PARAMETER_VALUE", `'${path}' is a directory.`);
    if (found.isSymbolicLink()) return;
    const real = await realpath(target);
    if (real.slice(real.lastIndexOf(sep)) !== target.slice(target.lastIndexOf(sep)))
      throw new ApiError("RESOURCE_ALREADY_EXISTS", `'${path}' differs from an existing file only in case.`);
  }
}

function contains(root: string, path: string): boolean {
  const way = relative(root, path);
  return way === "" || (way !== ".." && !way.startsWith(`..${sep}`));
}

const outside = (path: string) =>
  new ApiError("INVALID_PARAMETER_VALUE", `Invalid path: '${path}' leads out of the artifact root.`);

/** What a missing file is read as; other errors are thrown on. */
function absent(error: unknown): undefined {
  if (isMissing(error)) return undefined;
  throw error;
}

const none = (error: unknown): Dirent[] => absent(error) ?? [];
