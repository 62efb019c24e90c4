import {
  appendFileSync,
  closeSync,
  constants,
  fstatSync,
  lstatSync,
  mkdirSync,
  openSync,
  readSync,
  renameSync,
  rmdirSync,
  rmSync,
  unlinkSync,
  writeFileSync,
} from "node:fs";
import { dirname, join } from "node:path";
import { ApiError } from "@slipway/contract";
import { codeOf } from "./finding.js";

/**
 * Writes below one folder, whatever names are given: none leads out of it, and no symbolic link is followed.
 * All paths are below the folder, with `/`.
 */
export class SafeFiles {
  private counter = 0;

  constructor(readonly root: string) {}

  /** Replaces a file, or makes it, in one step. */
  write(path: string, text: string): void {
    this.guarded(path, () => {
      // Files, unlike folders, mean nothing to MLflow in the root; elsewhere one would be taken for a tag.
      const temporary = join(this.root, `.slipway.${process.pid}.${this.counter++}.tmp`);
      const target = this.place(path);
      writeFileSync(temporary, text, { flag: "wx" });
      try {
        renameSync(temporary, target);
      } catch (error) {
        unlinkSync(temporary);
        throw error;
      }
    });
  }

  /** Adds whole lines to a file. What another writer left unfinished gets its end first. */
  append(path: string, lines: string): void {
    this.guarded(path, () => {
      const { O_APPEND, O_CREAT, O_RDWR, O_NOFOLLOW = 0 } = constants;
      const descriptor = openSync(this.place(path), O_APPEND | O_CREAT | O_RDWR | O_NOFOLLOW, 0o666);
      try {
        appendFileSync(descriptor, `${endsLine(descriptor) ? "" : "\n"}${lines}`);
      } finally {
        closeSync(descriptor);
      }
    });
  }

  folder(path: string): void {
    this.guarded(path, () => this.place(`${path}/_`));
  }

  /** Removes a file; nothing when there is none. */
  remove(path: string): void {
    this.guarded(path, () => {
      try {
        unlinkSync(this.place(path));
      } catch (error) {
        if (codeOf(error) !== "ENOENT") throw error;
      }
    });
  }

  /** Removes files and folders with all that is in them. */
  removeAll(folder: string, names: readonly string[]): void {
    for (const name of names) {
      const path = `${folder}/${name}`;
      this.guarded(path, () => rmSync(this.place(path), { recursive: true, force: true }));
    }
  }

  /** Removes a folder if nothing is in it. */
  removeEmpty(path: string): void {
    this.guarded(path, () => {
      try {
        rmdirSync(this.place(path));
      } catch (error) {
        if (!["ENOENT", "ENOTEMPTY", "EEXIST"].includes(codeOf(error))) throw error;
      }
    });
  }

  move(from: string, to: string): void {
    this.guarded(to, () => renameSync(this.place(from), this.place(to)));
  }

  /** A path on this machine, whose folders are there now. */
  private place(path: string): string {
    const names = path.split("/");
    if (names.some(isUnfit)) throw new ApiError("INVALID_PARAMETER_VALUE", `'${path}' cannot be a file.`);
    let folder = this.root;
    for (const name of names.slice(0, -1)) {
      folder = join(folder, name);
      const stat = lstatSync(folder, { throwIfNoEntry: false });
      if (stat === undefined) mkdirSync(folder);
      else if (!stat.isDirectory()) throw occupied(path, folder);
    }
    return join(this.root, ...names);
  }

  private guarded(path: string, work: () => void): void {
    try {
      work();
    } catch (error) {
      throw error instanceof ApiError ? error : translated(error, path, this.root);
    }
  }
}

// Windows drops dots and spaces at an end, and takes `\` for a separator.
const isUnfit = (name: string) =>
  name === "" ||
  name === "." ||
  name === ".." ||
  /[\0\\]/.test(name) ||
  (process.platform === "win32" && /[:. ]$/.test(name));

function endsLine(descriptor: number): boolean {
  const { size } = fstatSync(descriptor);
  if (size === 0) return true;
  const last = Buffer.alloc(1);
  readSync(descriptor, last, 0, 1, size - 1);
  return last[0] === 0x0a;
}

const occupied = (path: string, by: string) =>
  new ApiError(
    "INVALID_PARAMETER_VALUE",
    `'${path}' cannot be written among MLflow's files: '${by}' is a file, or a link, and not a folder.`,
  );

function translated(error: unknown, path: string, root: string): unknown {
  const code = codeOf(error);
  switch (code) {
    case "ENAMETOOLONG":
      return new ApiError("INVALID_PARAMETER_VALUE", `'${path}' is too long a name for a file.`);
    case "ENOTDIR":
    case "EISDIR":
    case "ENOTEMPTY":
    case "EEXIST":
    case "ELOOP":
      return occupied(path, dirname(path));
    case "":
      return error;
    default:
      return new ApiError(
        "TEMPORARILY_UNAVAILABLE",
        `The file '${path}' in ${root} cannot be written (${code}). Check the server's disk, then try again.`,
      );
  }
}
