/** How much there is, in the source or of it in the store. */
export interface Counts {
  experiments: number;
  runs: number;
  params: number;
  tags: number;
  metric_points: number;
  logged_models: number;
  registered_models: number;
  versions: number;
  artifact_files: number;
  artifact_bytes: number;
}

export const nothing = (): Counts => ({
  experiments: 0,
  runs: 0,
  params: 0,
  tags: 0,
  metric_points: 0,
  logged_models: 0,
  registered_models: 0,
  versions: 0,
  artifact_files: 0,
  artifact_bytes: 0,
});

export function add(counts: Counts, more: Partial<Counts>): void {
  for (const [name, number] of Object.entries(more)) counts[name as keyof Counts] += number;
}

/** The counts in which two differ. */
export const differing = (a: Counts, b: Counts): (keyof Counts)[] =>
  (Object.keys(a) as (keyof Counts)[]).filter((name) => a[name] !== b[name]);
