const ALLOWED = new Set(["http:", "https:", "mailto:"]);

/**
 * The address of a link in a user's text, when it is whole and of a kind that runs nothing; undefined for every other,
 * which is shown as plain text then.
 */
export function safeAddress(address: string | undefined): string | undefined {
  if (!address || !URL.canParse(address)) return undefined;
  const { protocol, href } = new URL(address);
  return ALLOWED.has(protocol) ? href : undefined;
}
