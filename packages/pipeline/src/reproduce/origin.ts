import type { Commit, Run } from "@slipway/contract";
import { cellOfTags, commitOfTags, TAGS, tagsOf } from "../build/tags.js";
import { git } from "../git/git-command.js";
import { openConnection } from "../open-connection.js";
import { PipelineError } from "../pipeline-error.js";
import { findVersion, parseVersionUri } from "../receipts/version.js";

/** What a version was made of, as far as it is needed to make it again. */
export interface Origin {
  /** `models:/NAME/VERSION`. */
  uri: string;
  run: Run;
  cell: Record<string, string>;
  commit: Commit;
  /** Its `slipway.yaml`, from the top of the repository. */
  file: string;
}

/**
 * Finds what a version was trained from.
 * @param directory a folder of a clone of its repository
 * @throws PipelineError `usage` when no build trained it, or its commit is not in the clone
 */
export async function findOrigin(uri: string, trackingUri: string, directory: string): Promise<Origin> {
  const { client } = openConnection(trackingUri);
  const version = await findVersion(client, parseVersionUri(uri));
  const label = `version ${version.version} of ${version.name}`;
  const { run } = await client.runs.get({ run_id: version.run_id ?? "" });
  const tags = tagsOf(run);
  const [build, cell, commit] = [tags.get(TAGS.build), cellOfTags(tags), commitOfTags(tags)];
  if (!build || !cell || !commit) {
    const what = build && cell ? "its run tells no commit" : "no build of Slipway trained it";
    throw new PipelineError("usage", `${label} cannot be trained again: ${what}`);
  }
  if ((await git(directory, "cat-file", "-e", `${commit.sha}^{commit}`)) === undefined) {
    throw new PipelineError("usage", `the commit ${commit.sha} of ${label} is not in this repository`, {
      hint: `run this in a clone${commit.repository ? ` of ${commit.repository}` : ""}; \`git fetch --unshallow\` completes a shallow one`,
    });
  }
  const { run: buildRun } = await client.runs.get({ run_id: build });
  const file = tagsOf(buildRun).get("mlflow.source.name") ?? "slipway.yaml";
  return { uri: `models:/${version.name}/${version.version}`, run, cell, commit, file };
}
