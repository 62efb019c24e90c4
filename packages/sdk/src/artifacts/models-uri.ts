/** What a `models:/` URI names. */
export type ModelReference =
  | { modelId: string }
  | { name: string; version: string }
  | { name: string; alias: string }
  | { name: string; stage: string }
  | { name: string; latest: true };

/** A model, and the path inside of it that the URI goes on with. */
export interface ModelsUri {
  reference: ModelReference;
  path: string;
}

/**
 * Reads `models:/name/version`, `/stage`, `/latest`, `models:/name@alias` and `models:/m-…`, each with an
 * optional path inside the model.
 * @throws Error for anything else
 */
export function parseModelsUri(uri: string): ModelsUri {
  const [head = "", ...rest] = /^models:\/+(.*)$/.exec(uri)?.[1]?.split("/") ?? [];
  const at = head.lastIndexOf("@");
  if (at > 0 && at < head.length - 1) {
    return { reference: { name: head.slice(0, at), alias: head.slice(at + 1) }, path: rest.join("/") };
  }
  if (/^m-[0-9a-f]{32}$/.test(head) || (head !== "" && rest.length === 0 && at < 0)) {
    return { reference: { modelId: head }, path: rest.join("/") };
  }
  const [suffix = "", ...path] = rest;
  if (head === "" || suffix === "" || at >= 0) {
    throw new Error(
      `'${uri}' is no model URI. It must be models:/<name>/<version or stage or latest>, models:/<name>@<alias> or models:/<model id>.`,
    );
  }
  return { reference: referenceOf(head, suffix), path: path.join("/") };
}

function referenceOf(name: string, suffix: string): ModelReference {
  if (/^\d+$/.test(suffix)) return { name, version: suffix };
  return suffix.toLowerCase() === "latest" ? { name, latest: true } : { name, stage: suffix };
}

/** The run and the path of a `runs:/run_id/path` URI. */
export function parseRunsUri(uri: string): { runId: string; path: string } {
  const [runId = "", ...path] = /^runs:\/+(.*)$/.exec(uri)?.[1]?.split("/") ?? [];
  if (runId === "")
    throw new Error(`'${uri}' is no run URI. It must be runs:/<run id>/<path of the artifact>.`);
  return { runId, path: path.filter((part) => part !== "").join("/") };
}
