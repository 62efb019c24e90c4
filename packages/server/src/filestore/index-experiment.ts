import { join } from "node:path";
import { sql } from "kysely";
import { BrokenFile, Homeless } from "./finding.js";
import { indexPairs, PAIRS } from "./index-pairs.js";
import { note, type Reading } from "./unit.js";
import { readMeta } from "./yaml-file.js";

/** Reads an experiment and its tags into the index. */
export async function indexExperiment(reading: Reading): Promise<void> {
  const { tx, unit, folder } = reading;
  const meta = readMeta(join(folder, "meta.yaml"));
  const id = meta.required("experiment_id");
  if (id !== unit.id) throw new BrokenFile(`It is of experiment ${id}, but lies in the folder ${unit.id}.`);
  const name = meta.required("name");
  const taken = await sql<{ experiment_id: unknown }>`
    SELECT experiment_id FROM experiments WHERE workspace = 'default' AND name = ${name}
      AND experiment_id <> ${unit.experiment}`.execute(tx);
  const [other] = taken.rows;
  if (other)
    throw new BrokenFile(`Experiment ${String(other.experiment_id)} is named '${name}' too. Rename one.`);
  const row = {
    experiment_id: unit.experiment,
    name,
    artifact_location: meta.text("artifact_location"),
    // MLflow moves a deleted experiment after it has written its file.
    lifecycle_stage: unit.folder.startsWith(".trash/") ? "deleted" : "active",
    creation_time: meta.integer("creation_time"),
    last_update_time: meta.integer("last_update_time"),
    workspace: "default",
  } as const;
  await tx
    .insertInto("experiments")
    .values(row)
    .onConflict((conflict) => conflict.column("experiment_id").doUpdateSet(row))
    .execute();
  await indexPairs(reading, PAIRS.experimentTags, [unit.experiment], "tags");
}

/** Takes an experiment, whose runs and models must be gone, out of the index. */
export async function forgetExperiment({ tx, unit }: Pick<Reading, "tx" | "unit">): Promise<void> {
  await tx.deleteFrom("experiment_tags").where("experiment_id", "=", unit.experiment).execute();
  await tx.deleteFrom("experiments").where("experiment_id", "=", unit.experiment).execute();
}

/** The experiment of something must be in the index before it. @throws BrokenFile when it is not */
export async function requireExperiment(reading: Reading, stated: string): Promise<void> {
  const { tx, unit } = reading;
  if (stated !== String(unit.experiment))
    throw new BrokenFile(`It is of experiment ${stated}, but lies in experiment ${unit.experiment}.`);
  const row = await tx
    .selectFrom("experiments")
    .select("experiment_id")
    .where("experiment_id", "=", unit.experiment)
    .executeTakeFirst();
  if (!row) throw new Homeless(`Its experiment ${unit.experiment} cannot be read.`);
}

/** A word of a fixed list; another one is noted and becomes the given one. */
export function oneOf<T extends string>(
  reading: Reading,
  value: string | null,
  words: readonly T[],
  otherwise: T,
): T {
  const found = words.find((word) => word === value);
  if (found === undefined && value !== null)
    note(reading, "meta.yaml", `'${value}' is unknown; it counts as ${otherwise}.`);
  return found ?? otherwise;
}
