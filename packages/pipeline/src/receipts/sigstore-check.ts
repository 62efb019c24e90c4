import { readFile } from "node:fs/promises";
import { PipelineError } from "../pipeline-error.js";

/** What is wrong with a signature, or who made it. */
export type SignatureCheck = { signer: string; problem?: undefined } | { problem: string };

/** Who must have signed through Sigstore. */
export interface ExpectedIdentity {
  /** The certificate's subject: of a CI job, the address of its workflow. Compared as it is. */
  subject: string;
  /** Who vouched for it, e.g. `https://token.actions.githubusercontent.com`. */
  issuer: string;
  /** A file with Sigstore's certificates and log keys; absent, the public ones are fetched. */
  trustedRoot?: string | undefined;
}

/**
 * Checks Sigstore's bundle: certificate, log entry, signature, and that the identity is the expected one.
 * @throws PipelineError `usage` for a trusted root that cannot be read, `server` when it cannot be fetched
 */
export async function checkBundle(bundle: unknown, expected: ExpectedIdentity): Promise<SignatureCheck> {
  // Loaded here: most receipts are signed with a key.
  const { bundleFromJSON } = await import("@sigstore/bundle");
  const verification = await import("@sigstore/verify");
  const { PolicyError, toSignedEntity, toTrustMaterial, Verifier } = verification;
  const root = await trustedRoot(expected.trustedRoot);
  try {
    const entity = toSignedEntity(bundleFromJSON(bundle));
    new Verifier(toTrustMaterial(root)).verify(entity, {
      subjectAlternativeName: exactly(expected.subject),
      extensions: { issuer: expected.issuer },
    });
    return { signer: `${expected.subject} (vouched for by ${expected.issuer})` };
  } catch (error) {
    if (error instanceof PolicyError) return { problem: `somebody else signed it: ${error.message}` };
    // A bundle that is not one breaks the library in ways of its own.
    return { problem: `its Sigstore bundle does not hold: ${(error as Error).message}` };
  }
}

/** The library takes a regular expression, and finds it anywhere. */
const exactly = (text: string) => `^${text.replace(/[\\^$.|?*+()[\]{}]/g, "\\$&")}$`;

async function trustedRoot(file: string | undefined) {
  if (file !== undefined) {
    const { TrustedRoot } = await import("@sigstore/protobuf-specs");
    try {
      return TrustedRoot.fromJSON(JSON.parse(await readFile(file, "utf8")));
    } catch (error) {
      throw new PipelineError(
        "usage",
        `the trusted root ${file} cannot be read: ${(error as Error).message}`,
        {
          hint: "it is the `trusted_root.json` that `cosign trusted-root create` writes",
        },
      );
    }
  }
  const { getTrustedRoot } = await import("@sigstore/tuf");
  try {
    return await getTrustedRoot();
  } catch (error) {
    throw new PipelineError(
      "server",
      `Sigstore's certificates cannot be fetched: ${(error as Error).message}`,
      {
        hint: "`--trusted-root FILE` checks without the network",
      },
    );
  }
}
