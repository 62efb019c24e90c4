import { STATEMENT_PAYLOAD_TYPE } from "@slipway/contract";
import type { Environment } from "../git/branch.js";
import { PipelineError } from "../pipeline-error.js";
import { readReceipt } from "./receipt.js";
import type { Signer } from "./signer.js";

/** Variables that name another Sigstore than the public one. */
const FULCIO_VARIABLE = "SIGSTORE_FULCIO_URL";
const REKOR_VARIABLE = "SIGSTORE_REKOR_URL";

/**
 * Signs without a key of one's own: Sigstore certifies, for the identity that the CI system vouches for, a key that
 * is thrown away afterwards, and enters the signature into its public log.
 * @throws PipelineError `usage` where no identity is there
 */
export async function sigstoreSigner(environment: Environment): Promise<Signer> {
  // Loaded here: most releases sign with a key, or not at all.
  const { CIContextProvider, DSSEBundleBuilder, FulcioSigner, RekorWitness } = await import("@sigstore/sign");
  const { bundleToJSON } = await import("@sigstore/bundle");
  const hasIdentity = environment.SIGSTORE_ID_TOKEN || environment.ACTIONS_ID_TOKEN_REQUEST_URL;
  if (!hasIdentity) throw noIdentity();
  const builder = new DSSEBundleBuilder({
    signer: new FulcioSigner({
      ...(environment[FULCIO_VARIABLE] && { fulcioBaseURL: environment[FULCIO_VARIABLE] }),
      identityProvider: new CIContextProvider("sigstore"),
    }),
    witnesses: [
      new RekorWitness({
        ...(environment[REKOR_VARIABLE] && { rekorBaseURL: environment[REKOR_VARIABLE] }),
        entryType: "dsse",
      }),
    ],
  });
  return {
    async sign(payload) {
      const data = Buffer.from(payload);
      const bundle = await builder.create({ data, type: STATEMENT_PAYLOAD_TYPE }).catch(notSigned);
      const file = `${JSON.stringify(bundleToJSON(bundle), null, 2)}\n`;
      return { ...readReceipt(Buffer.from(file)), file, signer: "Sigstore" };
    },
  };
}

const noIdentity = () =>
  new PipelineError("usage", "`sigstore` signs for an identity, and there is none here", {
    hint:
      "on GitHub Actions the job needs `permissions: id-token: write`, on GitLab `id_tokens: SIGSTORE_ID_TOKEN: " +
      "aud: sigstore`; elsewhere sign with a key, which `slipway keys create` makes",
  });

function notSigned(error: Error): never {
  throw new PipelineError("server", `Sigstore did not sign the receipt: ${error.message}`, { cause: error });
}
