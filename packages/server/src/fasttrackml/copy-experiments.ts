import type { Database } from "../database/database.js";
import type { Db } from "../database/db.js";
import { integerOf, type Row, rowsOf, textOf, textOrNull } from "./read-rows.js";

/** Copies all experiments with their tags, under their ids. */
export async function copyExperiments(source: Db, target: Database): Promise<void> {
  const codes = new Map(
    (await rowsOf(source, "namespaces")).map(({ id, code }) => [textOf(id), textOf(code)]),
  );
  const experiments = await rowsOf(source, "experiments");
  const tags = await rowsOf(source, "experiment_tags");
  const names = namesOf(experiments, codes);
  await target.write(async (tx) => {
    for (const row of experiments)
      await tx
        .insertInto("experiments")
        .values({
          experiment_id: integerOf(row.experiment_id) ?? 0,
          name: names.get(row) ?? "",
          artifact_location: textOrNull(row.artifact_location),
          lifecycle_stage: textOf(row.lifecycle_stage),
          creation_time: integerOf(row.creation_time),
          last_update_time: integerOf(row.last_update_time),
        })
        .execute();
    for (const { key, value, experiment_id } of tags)
      await tx
        .insertInto("experiment_tags")
        .values({ key: textOf(key), value: textOf(value), experiment_id: integerOf(experiment_id) ?? 0 })
        .execute();
  });
}

/** MLflow has one space of names: an experiment outside of the default namespace gets the namespace's code before its own. */
function namesOf(experiments: readonly Row[], codes: ReadonlyMap<string, string>): Map<Row, string> {
  const names = new Map<Row, string>();
  const byNamespace = experiments.toSorted((a, b) => rank(a) - rank(b));
  const taken = new Set<string>();
  for (const row of byNamespace) {
    const code = codes.get(textOf(row.namespace_id)) ?? textOf(row.namespace_id);
    const plain = code === "default" ? textOf(row.name) : `${code}/${row.name}`;
    const name = taken.has(plain) ? `${plain} (${row.experiment_id})` : plain;
    taken.add(name);
    names.set(row, name);
  }
  return names;

  function rank({ namespace_id }: Row): number {
    return codes.get(textOf(namespace_id)) === "default" ? 0 : 1;
  }
}
