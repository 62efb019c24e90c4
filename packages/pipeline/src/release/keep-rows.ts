import { basename } from "node:path";
import type { TestSetLook } from "@slipway/contract";
import { uploadTo } from "@slipway/sdk";
import { SEALED, sealedFolder, sealFile } from "../test-sets/seal.js";
import { predictionsArtifact } from "./record.js";
import type { ReleasePlan } from "./release-plan.js";

/**
 * Keeps a candidate's rows with a run.
 * @param seal the look that must not be told: they are encrypted for it; absent, everyone may read them
 * @returns where they are kept; undefined when nothing was evaluated, or nothing is to be changed
 */
export async function keepRows(
  plan: ReleasePlan,
  file: string | undefined,
  home: string,
  seal?: Pick<TestSetLook, "decision_id" | "recipient">,
): Promise<string | undefined> {
  if (file === undefined || plan.dryRun) return undefined;
  const plain = predictionsArtifact(file);
  const artifact = seal ? `${sealedFolder(seal.decision_id)}/${basename(plain)}${SEALED}` : plain;
  const kept = seal ? await sealFile(file, seal.recipient) : file;
  await uploadTo(plan.connection, `runs:/${home}`, artifact, { file: kept });
  return artifact;
}
