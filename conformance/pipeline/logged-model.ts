import type { Run } from "@slipway/contract";
import { type Connection, uploadTo } from "@slipway/sdk";

/** A finished run that logged a model of these files, and an accuracy on validation data. */
export async function logModel(
  connection: Connection,
  experiment_id: string,
  files: Record<string, string>,
  accuracy: number,
): Promise<Run> {
  const { client } = connection;
  const { run } = await client.runs.create({ experiment_id, start_time: Date.now() });
  const { run_id } = run.info;
  const metrics = [{ key: "accuracy", value: accuracy, timestamp: 1, step: 0 }];
  await client.runs.logBatch({ run_id, metrics });
  for (const [name, content] of Object.entries(files)) {
    await uploadTo(connection, `runs:/${run_id}`, `model/${name}`, { content });
  }
  await client.runs.update({ run_id, status: "FINISHED", end_time: Date.now() });
  return run;
}
