/**
 * The offset behind the quoted text that opens at `start`, or undefined if nothing closes it. As in MLflow, a doubled
 * quote or one behind a backslash does not close it, unless no other quote does: so `'C:\models\'` is a whole string.
 */
export function quotedEnd(text: string, start: number): number | undefined {
  const quote = text[start];
  let lastEscape: number | undefined;
  let at = start + 1;
  while (at < text.length) {
    const escapes = text[at] === quote || (text[at] === "\\" && quote !== "`");
    if (escapes && text[at + 1] === quote) {
      lastEscape = at;
      at += 2;
    } else if (text[at] === quote) {
      return at + 1;
    } else {
      at += 1;
    }
  }
  if (lastEscape === undefined) return undefined;
  return text[lastEscape] === quote ? lastEscape + 1 : lastEscape + 2;
}
