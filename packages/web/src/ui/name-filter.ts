/**
 * The filter for names, or what stands under another key, that contain a text, whatever its case. A quote in the text becomes the wildcard for one
 * character, since the language has no way to write both kinds of quotes. Undefined for no text.
 */
export function nameFilter(text: string | undefined, key = "name"): string | undefined {
  const wanted = text?.trim();
  return wanted ? `${key} ILIKE '%${wanted.replaceAll("'", "_")}%'` : undefined;
}
