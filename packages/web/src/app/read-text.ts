/** A text in an address. The router reads `?text=1` as a number, which is meant as a text here. */
export function readText(value: unknown): string | undefined {
  if (typeof value === "string") return value || undefined;
  return typeof value === "number" || typeof value === "boolean" ? String(value) : undefined;
}

/** A list of texts in an address; undefined when there is none. */
export const readTexts = (value: unknown): string[] | undefined =>
  Array.isArray(value) ? value.filter((part): part is string => typeof part === "string") : undefined;
