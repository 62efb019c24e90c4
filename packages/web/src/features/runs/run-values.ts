import type { Run } from "@slipway/contract";

/** What a run logged, by key. */
export interface RunValues {
  metrics: ReadonlyMap<string, number>;
  params: ReadonlyMap<string, string>;
  tags: ReadonlyMap<string, string>;
}

const known = new WeakMap<Run, RunValues>();

/** The latest metrics, params and tags of a run, by key. A table asks for them once for each cell. */
export function valuesOf(run: Run): RunValues {
  const found = known.get(run);
  if (found) return found;
  const values = {
    metrics: new Map(run.data.metrics.map(({ key, value }) => [key, value])),
    params: new Map(run.data.params.map(({ key, value }) => [key, value])),
    tags: new Map(run.data.tags.map(({ key, value }) => [key, value])),
  };
  known.set(run, values);
  return values;
}

export const tagOf = (run: Run, key: string): string | undefined => valuesOf(run).tags.get(key);

/** The run that started this one. */
export const parentOf = (run: Run): string | undefined => tagOf(run, "mlflow.parentRunId");

export const nameOf = ({ info }: Run): string => info.run_name || info.run_id;

/** How long a run took, or takes so far, in milliseconds. */
export function durationOf({ info }: Run, now: number): number | undefined {
  const start = Number(info.start_time ?? 0);
  const end = Number(info.end_time ?? 0) || (info.status === "RUNNING" ? now : 0);
  return start && end ? end - start : undefined;
}

/** The digests of the data that a run read, by name. */
export const dataOf = ({ inputs }: Run): Map<string, string> =>
  new Map((inputs?.dataset_inputs ?? []).map(({ dataset }) => [dataset.name, dataset.digest]));
