/** Something in the files that cannot be taken as it is. The rest of the run or model is served all the same. */
export interface Finding {
  /** Relative to the root, with `/`. */
  path: string;
  problem: string;
}

/** A file that cannot be taken at all; it becomes a finding. */
export class BrokenFile extends Error {
  override readonly name = "BrokenFile";
}

/** A run or a model whose experiment cannot be read: the experiment's own finding says it all. */
export class Homeless extends BrokenFile {}

/** What to say of any error that reading a file has thrown. */
export const problemOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));

export const codeOf = (error: unknown): string =>
  error instanceof Error && "code" in error ? String(error.code) : "";
