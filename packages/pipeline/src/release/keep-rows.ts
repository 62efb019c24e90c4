import { uploadTo } from "@slipway/sdk";
import { SEALED, sealFile } from "../test-sets/seal.js";
import { predictionsArtifact } from "./record.js";
import type { ReleasePlan } from "./release-plan.js";

/**
 * Keeps a candidate's rows with a run.
 * @param recipient for whom they are encrypted; absent, everyone may read them
 * @returns where they are kept; undefined when nothing was evaluated, or nothing is to be changed
 */
export async function keepRows(
  plan: ReleasePlan,
  file: string | undefined,
  home: string,
  recipient?: string,
): Promise<string | undefined> {
  if (file === undefined || plan.dryRun) return undefined;
  const sealed = recipient === undefined ? file : await sealFile(file, recipient);
  const artifact = `${predictionsArtifact(file)}${recipient === undefined ? "" : SEALED}`;
  await uploadTo(plan.connection, `runs:/${home}`, artifact, { file: sealed });
  return artifact;
}
