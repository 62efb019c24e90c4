/** An integer of SQLite's as a number while that is exact, else as it came; all other values unchanged. */
export function narrowed(value: unknown): unknown {
  if (typeof value !== "bigint") return value;
  const number = Number(value);
  return Number.isSafeInteger(number) ? number : value;
}

/**
 * A value as SQLite takes it: booleans as 0 and 1, nothing as null.
 * @throws TypeError for any other type: the native binding ends the process on a type that it does not know
 */
export function bindable(value: unknown): string | number | bigint | Uint8Array | null {
  switch (typeof value) {
    case "string":
    case "number":
    case "bigint":
      return value;
    case "boolean":
      return value ? 1 : 0;
    case "undefined":
      return null;
    default:
      if (value === null) return null;
      if (value instanceof Uint8Array) return value;
      throw new TypeError(`a value of type ${typeof value} cannot be stored`);
  }
}
