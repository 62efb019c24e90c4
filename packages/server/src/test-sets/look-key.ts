/**
 * The key pair of one look's evidence, in age's format (X25519): whoever releases encrypts for the recipient, and
 * gets the identity, which opens it, once the evidence may be seen.
 */
export async function newLookKey(): Promise<{ recipient: string; identity: string }> {
  // Loaded when the first look is taken: it would cost each start.
  const { generateX25519Identity, identityToRecipient } = await import("age-encryption");
  const identity = await generateX25519Identity();
  return { identity, recipient: await identityToRecipient(identity) };
}
