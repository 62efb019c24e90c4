/** The code of an error, of a database's driver or of Node; empty when it has none. */
export const codeOf = (error: unknown): string =>
  error instanceof Error && "code" in error ? String(error.code) : "";

export const messageOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));
