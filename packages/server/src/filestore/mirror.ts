import { join } from "node:path";
import type { Db } from "../database/database.js";
import { TRASH } from "./find-units.js";
import type { Change } from "./journal.js";
import { takeChanges } from "./journal.js";
import { mirrorEdge } from "./mirror-edges.js";
import { experimentFolder, folderOf, type Place } from "./mirror-folders.js";
import { mirrorLines } from "./mirror-lines.js";
import { patchMeta, writeMeta } from "./mirror-meta.js";
import { mirrorValue } from "./mirror-values.js";
import { SafeFiles } from "./safe-files.js";
import { PARTS } from "./unit.js";

/** Tables whose rows have a meta.yaml. */
const ENTITIES = new Set(["experiments", "runs", "logged_models", "registered_models", "model_versions"]);

/** Writes to MLflow's files what a transaction has changed in the index, before it is committed. */
export class Mirror {
  private readonly files: SafeFiles;

  constructor(private readonly root: string) {
    this.files = new SafeFiles(root);
  }

  /** @throws ApiError when a file cannot be written; the transaction must be undone then */
  async flush(tx: Db): Promise<void> {
    const changes = await takeChanges(tx);
    if (changes.length === 0) return;
    const place: Place = { tx, root: this.root, files: this.files };
    const those = (event: Change["event"], entities: boolean) =>
      changes.filter((change) => change.event === event && ENTITIES.has(change.source) === entities);
    for (const { owner, part } of those("rename", true))
      await this.rename(place, String(owner), String(part));
    for (const change of those("insert", true)) await writeMeta(place, change);
    await patchMeta(place, those("update", true));
    await mirrorLines(place, changes);
    for (const change of changes) {
      if (change.source === "inputs") await mirrorEdge(place, change);
      else if (!ENTITIES.has(change.source)) await mirrorValue(place, change);
    }
    for (const change of those("delete", true)) await this.remove(place, change);
    for (const change of changes) if (isMove(change)) this.moveExperiment(String(change.owner), change.value);
  }

  /** MLflow writes a deleted experiment's file, then moves it. */
  private moveExperiment(id: string, stage: Change["value"]): void {
    const [from, to] = stage === "deleted" ? [id, `${TRASH}/${id}`] : [`${TRASH}/${id}`, id];
    if (experimentFolder(this.root, id) === from) this.files.move(from, to);
  }

  private async rename(place: Place, from: string, to: string): Promise<void> {
    this.files.move(`models/${from}`, `models/${to}`);
    const versions = await place.tx
      .selectFrom("model_versions")
      .select("version")
      .where("name", "=", to)
      .execute();
    const change = {
      event: "update",
      owner: to,
      detail: null,
      field: "name",
      value: to,
      time: null,
      step: null,
    } as const;
    await patchMeta(place, [
      { ...change, source: "registered_models", part: null },
      ...versions.map(({ version }) => ({ ...change, source: "model_versions", part: version })),
    ]);
  }

  /** Removes what MLflow's store keeps of something; artifacts that lie there too are another's business. */
  private async remove(place: Place, change: Change): Promise<void> {
    const folder = await folderOf(place, change);
    if (folder === undefined) return;
    this.files.removeAll(folder, [...(OF_ENTITY[change.source] ?? []), "meta.yaml"]);
    for (const empty of ["artifacts", "models"]) this.files.removeEmpty(join(folder, empty));
    this.files.removeEmpty(folder);
  }
}

const OF_ENTITY: Record<string, readonly string[]> = {
  experiments: [...PARTS.experiment, "datasets"],
  runs: PARTS.run,
  logged_models: PARTS["logged-model"],
  registered_models: PARTS["registered-model"],
  model_versions: ["tags"],
};

const isMove = ({ source, event, field }: Change) =>
  source === "experiments" && event === "update" && field === "lifecycle_stage";
