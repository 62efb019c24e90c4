import {
  ApiError,
  type endpoints,
  type Int64,
  LIMITS,
  type Purgeable,
  type RequestOf,
  type ResponseOf,
} from "@slipway/contract";
import type { Database } from "../database/database.js";
import { parseExperimentId } from "../experiments/experiment-id.js";
import { cutPage, readPage } from "../searching/page.js";
import { type ArtifactRemoval, NOTHING, type Size } from "./artifact-removal.js";
import { checkDeleted } from "./check-deleted.js";
import * as store from "./purge-store.js";
import * as rows from "./row-removal.js";

type Calls = typeof endpoints.purge;
type Purged = ResponseOf<Calls["runs"]>;
type Conditions = Pick<RequestOf<Calls["runs"]>, "deleted_before" | "keep_artifacts">;

export interface PurgeDependencies {
  database: Database;
  removal: ArtifactRemoval;
}

/**
 * Deletes for good what is deleted already: what `mlflow gc` does, and the rows that it leaves behind. Artifacts go
 * first, so that a purge that is cut off can be repeated.
 */
export class PurgeService {
  private readonly database: Database;
  private readonly removal: ArtifactRemoval;

  constructor({ database, removal }: PurgeDependencies) {
    this.database = database;
    this.removal = removal;
  }

  async list(request: RequestOf<Calls["list"]>): Promise<ResponseOf<Calls["list"]>> {
    const { kind, deleted_before, measured, max_results, page_token } = request;
    const page = readPage(max_results, LIMITS.pages.runs, page_token);
    const found = await store.listDeleted(this.database.read, kind, deleted_before, page);
    const cut = cutPage(found, page);
    const deleted = [];
    for (const row of cut.rows) {
      const size = measured ? await this.measure(row) : undefined;
      deleted.push({ ...asOnWire(kind, row), ...size });
    }
    return { deleted, next_page_token: cut.next_page_token };
  }

  runs({ run_ids, ...conditions }: RequestOf<Calls["runs"]>): Promise<Purged> {
    return this.purge("run", run_ids, conditions);
  }

  loggedModels({ model_ids, ...conditions }: RequestOf<Calls["loggedModels"]>): Promise<Purged> {
    return this.purge("logged-model", model_ids, conditions);
  }

  experiments({ experiment_ids, ...conditions }: RequestOf<Calls["experiments"]>): Promise<Purged> {
    return this.purge("experiment", experiment_ids, conditions);
  }

  private async purge(kind: Purgeable, ids: readonly string[], conditions: Conditions): Promise<Purged> {
    if (ids.length > LIMITS.atOnce.purged)
      throw new ApiError(
        "INVALID_PARAMETER_VALUE",
        `One call purges at most ${LIMITS.atOnce.purged}; there are ${ids.length} ids.`,
      );
    const found = [];
    for (const id of new Set(ids)) {
      const key = kind === "experiment" ? parseExperimentId(id) : id;
      const row = key === undefined ? undefined : await store.find(this.database.read, kind, key);
      found.push(checkDeleted(kind, id, row, conditions.deleted_before));
    }
    const purged = nothingYet();
    for (const row of found) await this.attempt(kind, row, conditions, purged);
    return purged;
  }

  /** One that cannot go does not keep the others. */
  private async attempt(
    kind: Purgeable,
    row: store.PurgeRow,
    { keep_artifacts }: Conditions,
    purged: Purged,
  ): Promise<void> {
    try {
      if (kind === "experiment") await this.purgeExperiment(row, keep_artifacts, purged);
      else await this.purgeOwner(kind, row, keep_artifacts, purged);
    } catch (error) {
      const known = error instanceof ApiError || (error instanceof Error && "code" in error);
      if (!known) throw error;
      purged.failed.push({ kind, id: row.id, reason: error.message });
    }
  }

  /** A run, or a logged model: what artifacts belong to. */
  private async purgeOwner(
    kind: "run" | "logged-model",
    row: store.PurgeRow,
    keepArtifacts: boolean,
    purged: Purged,
    inExperiment = false,
  ): Promise<void> {
    const { id } = row;
    if (!keepArtifacts) add(purged, await this.removal.remove(row.artifact_uri, id));
    const step = (work: (tx: Parameters<typeof rows.deleteRun>[0]) => Promise<number>) =>
      this.database.write(async (tx) => {
        const now = await store.find(tx, kind, id);
        // A logged model of a deleted experiment need not be deleted itself.
        if (now && (kind === "run" || !inExperiment)) checkDeleted(kind, id, now, undefined);
        return work(tx);
      });
    if (kind === "logged-model") {
      purged.rows = sum(purged.rows, await step((tx) => rows.deleteLoggedModel(tx, id)));
      purged.logged_models = sum(purged.logged_models, 1);
      return;
    }
    for (let points = 1; points > 0; ) {
      points = await step((tx) => rows.deletePoints(tx, id));
      purged.rows = sum(purged.rows, points);
    }
    purged.rows = sum(purged.rows, await step((tx) => rows.deleteRun(tx, id)));
    purged.runs = sum(purged.runs, 1);
  }

  private async purgeExperiment(row: store.PurgeRow, keepArtifacts: boolean, purged: Purged): Promise<void> {
    const { experiment_id: number, id } = row;
    await this.refuseActiveRuns(number, id);
    for (const kind of ["run", "logged-model"] as const)
      for (;;) {
        const some = await store.someOf(this.database.read, kind, number);
        if (some.length === 0) break;
        for (const owner of some) await this.purgeOwner(kind, owner, keepArtifacts, purged, true);
      }
    if (!keepArtifacts) add(purged, await this.removal.removeFolder(row.artifact_uri, id));
    for (let traces = 1; traces > 0; ) {
      traces = await this.database.write((tx) => rows.deleteTraces(tx, number));
      purged.rows = sum(purged.rows, traces);
    }
    const last = await this.database.write(async (tx) => {
      checkDeleted("experiment", id, await store.find(tx, "experiment", number), undefined);
      return rows.deleteExperiment(tx, number);
    });
    purged.rows = sum(purged.rows, last);
    purged.experiments = sum(purged.experiments, 1);
  }

  /** A run may have been restored in a deleted experiment; it is not deleted then. */
  private async refuseActiveRuns(number: Int64, id: string): Promise<void> {
    const active = await store.countActiveRuns(this.database.read, number);
    if (active === 0) return;
    throw new ApiError(
      "INVALID_PARAMETER_VALUE",
      `Experiment ${id} has ${active} ${active === 1 ? "run that is" : "runs that are"} not deleted. Delete them first.`,
    );
  }

  /** A location that this server cannot look into has no size. */
  private async measure(row: store.PurgeRow): Promise<Size | undefined> {
    try {
      return await this.removal.measure(row.artifact_uri);
    } catch (error) {
      if (error instanceof ApiError) return undefined;
      throw error;
    }
  }
}

const nothingYet = (): Purged => ({
  experiments: 0,
  runs: 0,
  logged_models: 0,
  rows: 0,
  ...NOTHING,
  failed: [],
});

const sum = (a: Int64, b: Int64): number => Number(a) + Number(b);

function add(purged: Purged, { files, bytes }: Size): void {
  purged.files = sum(purged.files, files);
  purged.bytes = sum(purged.bytes, bytes);
}

const asOnWire = (kind: Purgeable, row: store.PurgeRow) => ({
  kind,
  id: row.id,
  name: row.name,
  experiment_id: String(row.experiment_id),
  deleted_at: row.deleted_at ?? undefined,
  artifact_uri: row.artifact_uri ?? undefined,
});
