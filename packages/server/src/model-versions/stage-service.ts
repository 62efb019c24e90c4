import { ApiError, type endpoints, type ModelVersion, type RequestOf, type Stage } from "@slipway/contract";
import type { Database, Db } from "../database/database.js";
import type { Caller } from "../http/caller.js";
import type { HistoryService } from "../promotions/history-service.js";
import { touchRegisteredModel } from "../registered-models/require-registered-model.js";
import type { RegistryEvents } from "../webhooks/registry-events.js";
import type { ModelVersionService } from "./model-version-service.js";
import { type ModelVersionRow, selectInStage, updateVersion } from "./model-version-store.js";
import { ACTIVE_STAGES, parseStage } from "./stage.js";

export interface StageDependencies {
  database: Database;
  versions: Pick<ModelVersionService, "hold" | "require" | "read">;
  history: Pick<HistoryService, "follow">;
  events: Pick<RegistryEvents, "stageChanged">;
}

/** Moves versions from stage to stage. */
export class StageService {
  constructor(private readonly dependencies: StageDependencies) {}

  async transition(
    request: RequestOf<typeof endpoints.modelVersions.transitionStage>,
    caller: Caller,
  ): Promise<ModelVersion> {
    const { name, version } = request;
    const { database, versions, history } = this.dependencies;
    const stage = parseStage(request.stage);
    const archive = request.archive_existing_versions;
    if (archive && !ACTIVE_STAGES.includes(stage))
      throw new ApiError(
        "INVALID_PARAMETER_VALUE",
        `Model version transition cannot archive existing model versions because '${request.stage}' is not an Active ` +
          "stage. Valid stages are ['Staging', 'Production']",
      );
    return database.write(async (tx) => {
      const row = await versions.hold(tx, name, version);
      const time = Date.now();
      await history.follow(tx, name, { action: "transition", caller }, async () => {
        if (archive) await this.archiveOthers(tx, name, stage, row.version, time);
        await this.move(tx, name, row.version, stage, time);
      });
      return versions.read(tx, await versions.require(tx, name, row.version));
    });
  }

  /** The versions of a model that are in a stage, ordered by number. */
  holders(db: Db, name: string, stage: Stage): Promise<ModelVersionRow[]> {
    return selectInStage(db, name, stage);
  }

  /** @returns the numbers of the versions that lost the stage */
  async archiveOthers(tx: Db, name: string, stage: Stage, version: number, time: number): Promise<number[]> {
    const holders = await this.holders(tx, name, stage);
    const others = holders.map((row) => row.version).filter((other) => other !== version);
    for (const other of others) await this.put(tx, name, other, "Archived", time);
    return others;
  }

  async move(tx: Db, name: string, version: number, stage: Stage, time: number): Promise<void> {
    await this.put(tx, name, version, stage, time);
    await touchRegisteredModel(tx, name, time);
  }

  private async put(tx: Db, name: string, version: number, stage: Stage, time: number): Promise<void> {
    const { versions, events } = this.dependencies;
    const { current_stage: previous } = await versions.require(tx, name, version);
    await updateVersion(tx, name, version, { current_stage: stage, last_updated_time: time });
    await events.stageChanged(tx, name, { version, stage, previous });
  }
}
