import type { Environment } from "../git/branch.js";
import { KEY_VARIABLE, loadSigningKey } from "./key.js";
import { keySigner, type Signer } from "./signer.js";
import { sigstoreSigner } from "./sigstore-signer.js";

/** How receipts are signed: by a key (a PEM file, or `env://NAME`), or through Sigstore. */
export type SignStep = { key: string } | "sigstore";

/**
 * Who signs a release's receipt: as is asked for, else the key of the environment, else nobody: undefined.
 * @throws PipelineError `usage` when that cannot sign
 */
export async function openSigner(
  step: SignStep | undefined,
  environment: Environment,
): Promise<Signer | undefined> {
  if (step === "sigstore") return sigstoreSigner(environment);
  const place = step?.key ?? (environment[KEY_VARIABLE] ? `env://${KEY_VARIABLE}` : undefined);
  return place === undefined ? undefined : keySigner(await loadSigningKey(place, environment));
}
