import type { Metric, Run } from "@slipway/contract";
import type { Client } from "@slipway/sdk/client";
import { iterate } from "@slipway/sdk/client";
import type { Counts } from "./counts.js";
import { countedTags } from "./origin-tags.js";

const PAGE = 10_000;

/** Every point of every metric of a run. */
export async function historyOf(client: Client, run: Run): Promise<Metric[]> {
  const points: Metric[] = [];
  for (const { key } of run.data.metrics) {
    const input = { run_id: run.info.run_id, metric_key: key, max_results: PAGE };
    for await (const point of iterate(client.metrics.getHistory, input)) points.push({ ...point, key });
  }
  return points;
}

/** How many artifacts a run has, and their bytes. */
export async function artifactsOf(
  client: Client,
  runId: string,
): Promise<Pick<Counts, "artifact_files" | "artifact_bytes">> {
  const found = { artifact_files: 0, artifact_bytes: 0 };
  const folders = [""];
  for (let path = folders.shift(); path !== undefined; path = folders.shift()) {
    const { files } = await client.artifacts.list({ run_id: runId, ...(path && { path }) });
    for (const file of files) {
      if (file.is_dir) folders.push(file.path);
      else {
        found.artifact_files += 1;
        found.artifact_bytes += Number(file.file_size ?? 0);
      }
    }
  }
  return found;
}

/** How much a run holds. */
export async function countRun(client: Client, run: Run): Promise<Partial<Counts>> {
  const points = await historyOf(client, run);
  return {
    runs: 1,
    params: run.data.params.length,
    tags: countedTags(run.data.tags),
    metric_points: points.length,
    ...(await artifactsOf(client, run.info.run_id)),
  };
}

/** All runs of an experiment, deleted ones too. A parent comes before its children. */
export async function runsOf(client: Client, experimentId: string): Promise<Run[]> {
  const runs: Run[] = [];
  const input = {
    experiment_ids: [experimentId],
    run_view_type: "ALL" as const,
    order_by: ["attributes.start_time ASC"],
    max_results: 1000,
  };
  for await (const run of iterate(client.runs.search, input)) runs.push(run);
  const byId = new Map(runs.map((run) => [run.info.run_id, run]));
  const ordered = new Set<Run>();
  for (const run of runs) place(run, byId, ordered, new Set());
  return [...ordered];
}

export const PARENT = "mlflow.parentRunId";

function place(run: Run, byId: ReadonlyMap<string, Run>, ordered: Set<Run>, above: Set<Run>): void {
  if (ordered.has(run) || above.has(run)) return;
  above.add(run);
  const parent = byId.get(run.data.tags.find(({ key }) => key === PARENT)?.value ?? "");
  if (parent) place(parent, byId, ordered, above);
  ordered.add(run);
}
