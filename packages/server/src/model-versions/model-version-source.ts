import { ApiError } from "@slipway/contract";
import { invalidLocation } from "../artifacts/location.js";

/** What stands behind the source of a model version, read once from its URI. */
export type SourceReference =
  /** `runs:/<run>/<path>` */
  | { kind: "run"; runId: string; path: string }
  /** `models:/<id of a logged model>` */
  | { kind: "logged-model"; modelId: string }
  /** `models:/<name>/<version, stage or "latest">` or `models:/<name>@<alias>` */
  | { kind: "registered-model"; name: string; suffix: VersionSuffix }
  /** Anything else: a place of files. */
  | { kind: "location" };

/** Which version of a registered model: this one, the newest (in a stage), or the one that bears an alias. */
export type VersionSuffix = { version: number } | { stage?: string } | { alias: string };

/** @throws ApiError INVALID_PARAMETER_VALUE */
export function parseSource(source: string): SourceReference {
  if (/^runs:/i.test(source)) return runReference(source);
  if (/^models:/i.test(source)) return modelReference(source);
  return { kind: "location" };
}

function runReference(source: string): SourceReference {
  const [, runId, path] = /^runs:\/([\w-]+)\/([^?#;\\%]+)$/.exec(source) ?? [];
  if (runId === undefined || path === undefined || /(?:^|\/)\.{0,2}(?:\/|$)/.test(path))
    throw invalidLocation(source, "source", "A source in a run must be of the form runs:/<run_id>/<path>.");
  return { kind: "run", runId, path };
}

function modelReference(source: string): SourceReference {
  const [, name, suffix] = /^models:\/([^/?#;\\]+)(?:\/([^/?#;\\]+))?$/.exec(source) ?? [];
  if (name === undefined) throw improper(source);
  if (suffix !== undefined) {
    if (/^\d+$/.test(suffix)) return { kind: "registered-model", name, suffix: { version: Number(suffix) } };
    const stage = suffix.toLowerCase() === "latest" ? undefined : suffix;
    return { kind: "registered-model", name, suffix: { stage } };
  }
  const at = name.lastIndexOf("@");
  if (at < 0) return { kind: "logged-model", modelId: name };
  const alias = name.slice(at + 1);
  if (at === 0 || alias === "") throw improper(source);
  return { kind: "registered-model", name: name.slice(0, at), suffix: { alias } };
}

const improper = (source: string) =>
  new ApiError(
    "INVALID_PARAMETER_VALUE",
    `Not a proper models:/ URI: ${source}. Models URIs must be of the form 'models:/name/suffix' or 'models:/name@alias' ` +
      "where suffix is a version, stage, or the string 'latest' and where alias is a registered model alias. " +
      "Only one of suffix or alias can be defined at a time.",
  );
