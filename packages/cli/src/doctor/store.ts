import { constants } from "node:fs";
import { access, statfs } from "node:fs/promises";
import { dirname, resolve } from "node:path";
import {
  type DatabaseState,
  DEFAULTS,
  fileStoreRoot,
  findOpenServer,
  inspectDatabase,
} from "@slipway/server";
import { sizeOf } from "../garbage/print.js";
import { shown } from "./environment.js";
import { observeFiles } from "./files.js";
import { doubtful, fine, type Observation, wrong } from "./observation.js";

/** Less than this and a busy server soon has none; in bytes. */
const LITTLE_ROOM = 1_000_000_000;

/** The database and the artifact folder that commands on this machine use, without a server. */
export async function observeStore(uri: string): Promise<Observation[]> {
  const root = fileStoreRoot(uri);
  if (root !== undefined)
    return [...(await observeFiles(root)), await observeArtifacts(DEFAULTS.artifactsDestination)];
  const what = "Database";
  try {
    const state = await inspectDatabase(uri);
    const open = await findOpenServer(uri);
    return [
      fine(what, describe(state)),
      ...(open ? [fine("Open server", `${open.url} (pid ${open.pid})`)] : []),
      ...observeRevision(state),
      ...observeIntegrity(state),
      ...(state.file === undefined ? [] : [await observeRoom(state.file)]),
      await observeArtifacts(DEFAULTS.artifactsDestination),
    ];
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    return [
      wrong(
        what,
        `${shown(uri)}: ${reason}`,
        "MLFLOW_TRACKING_URI names it; see docs/reference/environment.md.",
      ),
    ];
  }
}

function describe({ kind, uri, file, exists, bytes, version }: DatabaseState): string {
  if (!exists) return `${file ?? uri} is not there yet; the first command that writes makes it`;
  const size = bytes === undefined ? "" : `, ${sizeOf(bytes)}`;
  return `${kind === "sqlite" ? `SQLite ${version}, ${file}` : `${version}, ${uri}`}${size}`;
}

function observeRevision({ exists, revision, expectedRevision }: DatabaseState): Observation[] {
  if (!exists) return [];
  if (revision === expectedRevision) return [fine("Revision", revision)];
  if (revision === undefined)
    return [
      wrong(
        "Revision",
        "none",
        "It is no tracking server's database. Name another one in MLFLOW_TRACKING_URI.",
      ),
    ];
  return [
    wrong(
      "Revision",
      `${revision}, this version reads ${expectedRevision}`,
      "Take a backup, then run `slipway db upgrade`.",
    ),
  ];
}

function observeIntegrity({ integrity, journalMode }: DatabaseState): Observation[] {
  return [
    ...(integrity === undefined
      ? []
      : integrity === "ok"
        ? [fine("Integrity", "ok")]
        : [
            wrong(
              "Integrity",
              integrity,
              "Restore it from a backup; `sqlite3 FILE .recover` saves what can be saved.",
            ),
          ]),
    ...(journalMode === undefined ? [] : [fine("Journal mode", journalMode)]),
  ];
}

async function observeRoom(file: string): Promise<Observation> {
  const { bavail, bsize } = await statfs(await nearest(dirname(file)));
  const free = bavail * bsize;
  return free < LITTLE_ROOM
    ? doubtful("Free disk", sizeOf(free), "Make room: `slipway gc --dry-run` shows what deleted runs take.")
    : fine("Free disk", sizeOf(free));
}

async function observeArtifacts(folder: string): Promise<Observation> {
  const path = resolve(folder);
  const there = await nearest(path);
  try {
    await access(there, constants.W_OK | constants.X_OK);
    return fine("Artifact root", there === path ? `${path} is writable` : `${path} can be made`);
  } catch {
    return wrong(
      "Artifact root",
      `${there} is not writable`,
      "Give yourself the right to write there, or start elsewhere.",
    );
  }
}

/** The folder, or the nearest above it that is there. */
async function nearest(folder: string): Promise<string> {
  for (let path = folder; path !== dirname(path); path = dirname(path))
    if (
      await access(path).then(
        () => true,
        () => false,
      )
    )
      return path;
  return "/";
}
