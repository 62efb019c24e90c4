import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Run } from "@slipway/contract";
import { type Connection, downloadFrom, uploadTo } from "@slipway/sdk";
import type { Client } from "@slipway/sdk/client";
import type { Ids } from "./ids.js";
import { COMPLETE, ORIGIN, withoutOrigin } from "./origin-tags.js";
import { artifactsOf, historyOf, PARENT } from "./read-source.js";

const AT_ONCE = { metrics: 1000, pairs: 100 };

/** Makes a copy of a run, which is complete when its last tag is set. @returns its id */
export async function importRun(
  from: Connection,
  to: Connection,
  run: Run,
  experimentId: string,
  ids: Ids,
): Promise<string> {
  const { info, data } = run;
  const { run: made } = await to.client.runs.create({
    experiment_id: experimentId,
    user_id: info.user_id,
    ...(info.start_time !== undefined && { start_time: info.start_time }),
    ...(info.run_name && { run_name: info.run_name }),
    tags: [{ key: ORIGIN, value: info.run_id }],
  });
  const id = made.info.run_id;
  const tags = withoutOrigin(data.tags).map(({ key, value }) => ({
    key,
    value: key === PARENT ? (ids.runs.get(value) ?? value) : value,
  }));
  for (const params of chunks(data.params, AT_ONCE.pairs))
    await to.client.runs.logBatch({ run_id: id, params });
  for (const some of chunks(tags, AT_ONCE.pairs)) await to.client.runs.logBatch({ run_id: id, tags: some });
  for (const metrics of chunks(await historyOf(from.client, run), AT_ONCE.metrics))
    await to.client.runs.logBatch({
      run_id: id,
      metrics: metrics.map(({ key, value, timestamp, step }) => ({ key, value, timestamp, step })),
    });
  const datasets = run.inputs?.dataset_inputs ?? [];
  if (datasets.length > 0) await to.client.runs.logInputs({ run_id: id, datasets });
  if ((await artifactsOf(from.client, info.run_id)).artifact_files > 0)
    await copyArtifacts(from, `runs:/${info.run_id}`, to, made.info.artifact_uri ?? "");
  await to.client.runs.update({
    run_id: id,
    status: info.status,
    ...(info.end_time !== undefined && { end_time: info.end_time }),
  });
  await to.client.runs.setTag({ run_id: id, key: COMPLETE, value: "true" });
  return id;
}

/** Copies all files below one place to another, by way of this machine. */
export async function copyArtifacts(
  from: Connection,
  uri: string,
  to: Connection,
  target: string,
): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), "slipway-import-"));
  try {
    const directory = await downloadFrom(from, uri, folder);
    await uploadTo(to, target, "", { directory });
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** Removes a copy that was cut off, for good where the server can do that. */
export async function removeRun(client: Client, id: string): Promise<void> {
  await client.runs.delete({ run_id: id });
  await client.purge.runs({ run_ids: [id] }).catch(() => undefined);
}

function* chunks<T>(list: readonly T[], size: number): Generator<T[]> {
  for (let start = 0; start < list.length; start += size) yield list.slice(start, start + size);
}
