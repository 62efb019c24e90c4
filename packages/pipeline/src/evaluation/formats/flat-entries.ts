/** The entries of an object; a key whose value is an object is one entry for each of its keys, as in `score.ham`. */
export function flatEntries(object: object): [string, unknown][] {
  return Object.entries(object).flatMap(([key, value]): [string, unknown][] =>
    typeof value === "object" && value !== null && !Array.isArray(value)
      ? Object.entries(value).map(([inner, own]) => [`${key}.${inner}`, own])
      : [[key, value]],
  );
}
