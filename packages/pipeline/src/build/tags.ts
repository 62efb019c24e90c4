import { BUILD_TAGS, type Commit, type Run } from "@slipway/contract";
import type { Cell } from "../matrix/cell.js";
import { cellTexts } from "../matrix/cell.js";

/** Tags by which builds and their runs find each other again, on any tracking server. */
export const TAGS = {
  ...BUILD_TAGS,
  parent: "mlflow.parentRunId",
  /** The command as it was run. */
  command: "slipway.command",
  /** Why a run did not finish. */
  failure: "slipway.failure",
  /** `false` on a run that no model can come from. */
  candidate: "slipway.candidate",
} as const;

/** Longest tag value of the protocol that every server takes, in characters. */
const LONGEST_TAG = 5000;

/** A record as the protocol's pairs, each cut to what every server takes. */
export const tagList = (tags: Readonly<Record<string, string>>): { key: string; value: string }[] =>
  Object.entries(tags).map(([key, value]) => ({ key, value: value.slice(0, LONGEST_TAG) }));

/** The tags of a commit: MLflow's own, and what it has no tags for. */
export function commitTags(commit: Commit | undefined): Record<string, string> {
  if (!commit) return {};
  return {
    "mlflow.source.git.commit": commit.sha,
    ...(commit.branch && { "mlflow.source.git.branch": commit.branch }),
    ...(commit.repository && { "mlflow.source.git.repoURL": commit.repository }),
    ...(commit.author && { "slipway.git.author": commit.author }),
    ...(commit.message && { "slipway.git.message": commit.message }),
    "slipway.git.dirty": String(commit.dirty ?? false),
  };
}

/** The commit that a run's tags tell of. */
export function commitOfTags(tags: ReadonlyMap<string, string>): Commit | undefined {
  const sha = tags.get("mlflow.source.git.commit");
  if (!sha) return undefined;
  const dirty = tags.get("slipway.git.dirty");
  return {
    sha,
    branch: tags.get("mlflow.source.git.branch"),
    author: tags.get("slipway.git.author"),
    message: tags.get("slipway.git.message"),
    repository: tags.get("mlflow.source.git.repoURL"),
    dirty: dirty === undefined ? undefined : dirty === "true",
  };
}

/** The tags that mark a run as one of a build's cell. */
export const candidateTags = (
  buildRunId: string,
  cell: Cell,
  repeatOver: readonly string[],
): Record<string, string> => ({
  [TAGS.parent]: buildRunId,
  [TAGS.build]: buildRunId,
  [TAGS.repeatOver]: JSON.stringify(repeatOver),
  ...Object.fromEntries(Object.entries(cellTexts(cell)).map(([key, value]) => [TAGS.cell + key, value])),
});

/** A run's tags by key. */
export const tagsOf = (run: Run): Map<string, string> =>
  new Map(run.data.tags.map(({ key, value }) => [key, value]));

/** The cell that a run was trained for, as its tags tell; undefined for a run that no build made. */
export function cellOfTags(tags: ReadonlyMap<string, string>): Record<string, string> | undefined {
  const cell = [...tags].filter(([key]) => key.startsWith(TAGS.cell));
  if (cell.length === 0 && !tags.has(TAGS.build)) return undefined;
  return Object.fromEntries(cell.map(([key, value]) => [key.slice(TAGS.cell.length), value]));
}
