import { rm } from "node:fs/promises";
import { join } from "node:path";
import { git } from "./git.js";

/** Runs work in a clean worktree of a commit, below the repository's own folder, and removes it afterwards. */
export async function inWorktree<T>(
  repository: string,
  commit: string,
  work: (folder: string) => Promise<T>,
): Promise<T> {
  // The process id keeps two pushes of one commit apart.
  const folder = join(repository, "slipway", "worktrees", `${commit.slice(0, 12)}-${process.pid}`);
  await git(repository, "worktree", "add", "--detach", "--force", "--quiet", folder, commit);
  try {
    return await work(folder);
  } finally {
    await rm(folder, { recursive: true, force: true });
    await git(repository, "worktree", "prune");
  }
}
