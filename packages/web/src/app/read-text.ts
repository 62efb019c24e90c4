/** A text in an address. The router reads `?text=1` as a number, which is meant as a text here. */
export function readText(value: unknown): string | undefined {
  if (typeof value === "string") return value || undefined;
  return typeof value === "number" || typeof value === "boolean" ? String(value) : undefined;
}
