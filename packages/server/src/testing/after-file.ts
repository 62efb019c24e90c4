const ends: (() => unknown)[] = [];

/** Does this when the tests of the file have ended. Unlike vitest's `afterAll` it may be called in a hook and in a test. */
export const afterFile = (work: () => unknown): void => {
  ends.push(work);
};

/** Called once a file, after its last test: what was begun last ends first. */
export async function endFile(): Promise<void> {
  for (let work = ends.pop(); work; work = ends.pop()) await work();
}
