const SECRET_NAME =
  /(password|passwd|passphrase|secret|token|credentials?|api_?key|connection_string)s?(_|$)|_(pass|pwd|key|auth)(_(id|base64|b64))?$/i;
const URL_PASSWORD = /[a-z][a-z0-9+.-]*:\/\/[^\s/:@]*:([^\s/@]+)@/gi;
const SHORTEST = 4;
const SHORTEST_LINE = 8;
const NO_SECRETS = new Set(["true", "false", "none", "null"]);
const MASK = "***";

/**
 * The values of an environment that must not be shown: those of variables whose names say so, and passwords
 * inside URLs. The longest come first, so that none is hidden only in part.
 */
export function secretsOf(environment: Readonly<Record<string, string | undefined>>): string[] {
  const secrets = new Set<string>();
  for (const [name, value = ""] of Object.entries(environment)) {
    for (const [, password = ""] of value.matchAll(URL_PASSWORD)) secrets.add(password);
    if (!SECRET_NAME.test(name)) continue;
    secrets.add(value.trim());
    // A key of many lines may be shown line by line.
    const lines = value.split(/\r?\n/).map((line) => line.trim());
    if (lines.length > 1) for (const line of lines) if (line.length >= SHORTEST_LINE) secrets.add(line);
  }
  return [...secrets]
    .filter((secret) => secret.length >= SHORTEST && !NO_SECRETS.has(secret.toLowerCase()))
    .sort((a, b) => b.length - a.length);
}

/** Replaces secrets in a whole text. */
export const maskText = (text: string, secrets: readonly string[]): string =>
  secrets.reduce((masked, secret) => masked.replaceAll(secret, MASK), text);

/** Replaces secrets in a text that comes in pieces, also where a secret is split between two of them. */
export class SecretMask {
  #held = "";

  constructor(private readonly secrets: readonly string[]) {}

  /** What of the text so far can be shown: all but what may be the beginning of a secret. */
  write(chunk: string): string {
    const text = maskText(this.#held + chunk, this.secrets);
    const held = Math.max(0, ...this.secrets.map((secret) => beginningAtEnd(text, secret)));
    this.#held = text.slice(text.length - held);
    return text.slice(0, text.length - held);
  }

  /** What was held back, once nothing more comes. */
  end(): string {
    const rest = this.#held;
    this.#held = "";
    return rest;
  }
}

/** How many of the last characters of a text are the first ones of a secret. */
function beginningAtEnd(text: string, secret: string): number {
  for (let length = Math.min(secret.length - 1, text.length); length > 0; length--) {
    if (text.endsWith(secret.slice(0, length))) return length;
  }
  return 0;
}
