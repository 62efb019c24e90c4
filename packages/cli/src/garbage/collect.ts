import type { Client } from "@slipway/sdk";
import type { Item, Wanted } from "./plan.js";

/** What went, in sums. */
export interface Collected {
  experiments: number;
  runs: number;
  logged_models: number;
  orphans: number;
  rows: number;
  files: number;
  bytes: number;
  failed: { kind: string; id: string; reason: string }[];
}

/** Ids of one call, few enough for it to end soon. */
const BATCH = 20;

/**
 * Removes items for good, a few in each call.
 * @param gone hears of each as it has gone
 */
export async function collect(
  client: Client,
  items: readonly Item[],
  { deletedBefore, orphansBefore }: Wanted,
  keepArtifacts: boolean,
  gone: (item: Item) => void,
): Promise<Collected> {
  const total: Collected = { ...NOTHING, failed: [] };
  const conditions = {
    keep_artifacts: keepArtifacts,
    ...(deletedBefore !== undefined && { deleted_before: deletedBefore }),
  };
  for (const kind of ["run", "logged-model", "experiment"] as const) {
    const ids = items.filter((item) => item.kind === kind).map(({ id }) => id);
    for (let from = 0; from < ids.length; from += BATCH) {
      const some = ids.slice(from, from + BATCH);
      const { failed, ...sums } = await purge(client, kind, some, conditions);
      add(total, sums);
      total.failed.push(...failed);
      const stayed = new Set(failed.map(({ id }) => id));
      for (const item of items)
        if (item.kind === kind && some.includes(item.id) && !stayed.has(item.id)) gone(item);
    }
  }
  await collectOrphans(client, items, orphansBefore, total, gone);
  return total;
}

function purge(
  client: Client,
  kind: "run" | "logged-model" | "experiment",
  ids: string[],
  conditions: object,
) {
  if (kind === "run") return client.purge.runs({ run_ids: ids, ...conditions });
  if (kind === "logged-model") return client.purge.loggedModels({ model_ids: ids, ...conditions });
  return client.purge.experiments({ experiment_ids: ids, ...conditions });
}

async function collectOrphans(
  client: Client,
  items: readonly Item[],
  before: number | undefined,
  total: Collected,
  gone: (item: Item) => void,
): Promise<void> {
  const orphans = items.filter(({ kind }) => kind === "orphan");
  if (orphans.length === 0 || before === undefined) return;
  const paths = orphans.map(({ id }) => id);
  const { folders, ...sums } = await client.purge.orphans({ paths, written_before: before });
  add(total, { ...sums, orphans: folders });
  for (const item of orphans) gone(item);
}

const NOTHING = { experiments: 0, runs: 0, logged_models: 0, orphans: 0, rows: 0, files: 0, bytes: 0 };

function add(total: Collected, sums: Partial<Record<keyof typeof NOTHING, number | bigint>>): void {
  for (const name of Object.keys(NOTHING) as (keyof typeof NOTHING)[]) total[name] += Number(sums[name] ?? 0);
}
