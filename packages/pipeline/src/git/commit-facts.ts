import type { Commit } from "@slipway/contract";
import { branchOf, type Environment } from "./branch.js";
import { git } from "./git-command.js";

/** Longest subject line that is recorded of a commit, in characters. */
const LONGEST_SUBJECT = 200;

/**
 * What is known of the commit that is checked out in a folder; undefined outside a git work tree.
 * @param environment what a CI system says of the branch, which a detached checkout does not know
 */
export async function readCommit(directory: string, environment: Environment): Promise<Commit | undefined> {
  const head = await git(directory, "log", "-1", "--format=%H%n%an <%ae>%n%s");
  if (head === undefined) return undefined;
  const [sha = "", author = "", ...subject] = head.split("\n");
  const [branch, repository, changes] = await Promise.all([
    branchOf(directory, environment),
    repositoryOf(directory),
    git(directory, "status", "--porcelain", "--untracked-files=no", "--", "."),
  ]);
  return {
    sha,
    author,
    message: subject.join("\n").slice(0, LONGEST_SUBJECT),
    ...(branch !== undefined && { branch }),
    ...(repository !== undefined && { repository }),
    dirty: changes !== "",
  };
}

/** The address of `origin`, or of the only remote, without credentials. */
async function repositoryOf(directory: string): Promise<string | undefined> {
  const remotes = (await git(directory, "remote"))?.split("\n").filter(Boolean) ?? [];
  const remote = remotes.includes("origin") ? "origin" : remotes[0];
  const url = remote && (await git(directory, "remote", "get-url", remote));
  return url ? url.replace(/^([a-z][a-z0-9+.-]*:\/\/)[^/]*@/i, "$1") : undefined;
}
