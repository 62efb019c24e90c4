/** Ids in the source, and what they are in the store. */
export interface Ids {
  runs: Map<string, string>;
  /** Of logged models. */
  models: Map<string, string>;
  /** Folders of artifacts, a run's also as `runs:/<id>`. */
  places: Map<string, string>;
}

export const noIds = (): Ids => ({ runs: new Map(), models: new Map(), places: new Map() });

/** Where a model version was made from, in the store. */
export function mappedSource(source: string, ids: Ids): { source: string; model_id?: string } {
  const model = ids.models.get(/^models:\/(m-[\w-]+)$/.exec(source)?.[1] ?? "");
  if (model) return { source: `models:/${model}`, model_id: model };
  for (const [from, to] of ids.places)
    if (source === from || source.startsWith(`${from}/`)) return { source: to + source.slice(from.length) };
  return { source };
}
