import { endpoint } from "../endpoint.js";
import { PageToken } from "../entities/page.js";
import { Enum, Flag, Int32, Int64, List, Maybe, Message, Required, Text } from "../wire/scalars.js";

/** What can be deleted for good. */
const PURGEABLE = { experiment: 1, run: 2, "logged-model": 3 } as const;
export type Purgeable = keyof typeof PURGEABLE;

/** Something that is deleted, and still there. */
const Deleted = Message({
  kind: Enum(PURGEABLE),
  id: Text(),
  name: Text(),
  experiment_id: Text(),
  /** Milliseconds since the epoch. Absent where the database does not say. */
  deleted_at: Maybe(Int64()),
  artifact_uri: Maybe(Text()),
  /** Of its artifacts, when they were asked for and the store can tell. */
  files: Maybe(Int64()),
  bytes: Maybe(Int64()),
});

/** What went. What could not go is still there, deleted as before. */
const Purged = Message({
  experiments: Int64({ default: 0 }),
  runs: Int64({ default: 0 }),
  logged_models: Int64({ default: 0 }),
  /** Rows of all tables. */
  rows: Int64({ default: 0 }),
  /** Artifacts. */
  files: Int64({ default: 0 }),
  bytes: Int64({ default: 0 }),
  failed: List(Message({ kind: Enum(PURGEABLE), id: Text(), reason: Text() })),
});

const Orphan = Message({
  /** Names the folder to `purge.orphans`; means nothing else. */
  path: Text(),
  files: Int64(),
  bytes: Int64(),
  /** When a file in it was last written. Milliseconds since the epoch. */
  written_at: Int64(),
});

/** Only what was deleted at or before this time, in milliseconds since the epoch. Absent, at any time. */
const deleted_before = Maybe(Int64());
/** Leaves the artifacts where they are. */
const keep_artifacts = Flag({ default: false });
const everything = { resource: "server", needs: "MANAGE" } as const;

/**
 * Deletion for good, which MLflow does in the database alone (`mlflow gc`). Only what is deleted already can be
 * purged; nothing is when one of the ids is unknown, not deleted, or deleted too late.
 */
export const purge = {
  list: endpoint({
    name: "purge.list",
    method: "GET",
    path: "/deleted",
    prefix: "slipway",
    access: everything,
    request: Message({
      kind: Enum(PURGEABLE),
      deleted_before,
      /** Measures their artifacts, which means to look at every file. */
      measured: Flag({ default: false }),
      max_results: Int32({ default: 1000 }),
      page_token: PageToken,
    }),
    response: Message({ deleted: List(Deleted), next_page_token: PageToken }),
  }),
  runs: endpoint({
    name: "purge.runs",
    method: "POST",
    path: "/runs/purge",
    prefix: "slipway",
    access: { resource: "run", id: "run_ids", needs: "MANAGE" },
    request: Message({ run_ids: List(Required()), deleted_before, keep_artifacts }),
    response: Purged,
  }),
  loggedModels: endpoint({
    name: "purge.loggedModels",
    method: "POST",
    path: "/logged-models/purge",
    prefix: "slipway",
    access: { resource: "logged-model", id: "model_ids", needs: "MANAGE" },
    request: Message({ model_ids: List(Required()), deleted_before, keep_artifacts }),
    response: Purged,
  }),
  /** With all of their runs and logged models. Their names are free afterwards. */
  experiments: endpoint({
    name: "purge.experiments",
    method: "POST",
    path: "/experiments/purge",
    prefix: "slipway",
    access: { resource: "experiment", id: "experiment_ids", needs: "MANAGE" },
    request: Message({ experiment_ids: List(Required()), deleted_before, keep_artifacts }),
    response: Purged,
  }),
  /** Folders of runs and logged models below the server's artifact roots that no row knows. */
  listOrphans: endpoint({
    name: "purge.listOrphans",
    method: "GET",
    path: "/artifacts/orphans",
    prefix: "slipway",
    access: everything,
    /** Folders with a file written after this time are left out: they may be about to be known. */
    request: Message({ written_before: Int64() }),
    response: Message({ orphans: List(Orphan) }),
  }),
  /** Removes those of the folders that still are what `listOrphans` lists. */
  orphans: endpoint({
    name: "purge.orphans",
    method: "POST",
    path: "/artifacts/orphans/purge",
    prefix: "slipway",
    access: everything,
    request: Message({ paths: List(Required()), written_before: Int64() }),
    response: Message({ folders: Int64(), files: Int64(), bytes: Int64() }),
  }),
};
