/** A branch that a push moved to a new commit. */
export interface PushedBranch {
  branch: string;
  commit: string;
}

const DELETED = /^0+$/;

/**
 * Reads what git tells a post-receive hook: one line `<old> <new> <ref>` for each ref. Deleted branches and refs
 * that are no branches are left out.
 */
export function pushedBranches(input: string): PushedBranch[] {
  return input.split("\n").flatMap((line) => {
    const [, commit, ref] = line.trim().split(" ");
    const branch = ref?.startsWith("refs/heads/") ? ref.slice("refs/heads/".length) : undefined;
    return branch && commit && !DELETED.test(commit) ? [{ branch, commit }] : [];
  });
}
