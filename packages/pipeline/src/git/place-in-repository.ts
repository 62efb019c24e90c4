import { git } from "./git-command.js";

/** Where a folder lies in its repository. Both end with a slash, or are empty for its top. */
export interface Place {
  /** From the top of the repository down to the folder. */
  down: string;
  /** From the folder up to the top. */
  up: string;
}

/** Finds where a folder lies in its repository; undefined outside of any. */
export async function placeInRepository(directory: string): Promise<Place | undefined> {
  const [down, up] = await Promise.all([
    git(directory, "rev-parse", "--show-prefix"),
    git(directory, "rev-parse", "--show-cdup"),
  ]);
  return down === undefined || up === undefined ? undefined : { down, up };
}
