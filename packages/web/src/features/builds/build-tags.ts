import type { Run } from "@slipway/contract";
import { valuesOf } from "../runs/run-values.js";

/** What a build's own run tells of it. */
export interface BuildTags {
  commit: string | undefined;
  branch: string | undefined;
  author: string | undefined;
  message: string | undefined;
  repository: string | undefined;
  /** Whether the work tree had changes that no commit has. */
  dirty: boolean;
  source: string | undefined;
  /** Why it did not finish. */
  failure: string | undefined;
  /** Of the decision that a release took about it. */
  outcome: string | undefined;
  reason: string | undefined;
}

/** Reads a build's tags, as the pipeline writes them. */
export function buildTagsOf(run: Run): BuildTags {
  const { tags } = valuesOf(run);
  return {
    commit: tags.get("mlflow.source.git.commit"),
    branch: tags.get("mlflow.source.git.branch"),
    author: tags.get("slipway.git.author"),
    message: tags.get("slipway.git.message"),
    repository: tags.get("mlflow.source.git.repoURL"),
    dirty: tags.get("slipway.git.dirty") === "true",
    source: tags.get("mlflow.source.name"),
    failure: tags.get("slipway.failure"),
    outcome: tags.get("slipway.outcome"),
    reason: tags.get("slipway.reason"),
  };
}
