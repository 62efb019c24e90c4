import { readFile } from "node:fs/promises";
import { git } from "./git-command.js";

/** Variables of an environment. */
export type Environment = Readonly<Record<string, string | undefined>>;

/**
 * The branch that is checked out. A detached checkout does not know its branch: then `SLIPWAY_BRANCH` or the CI
 * system says it. A pull request's source branch never counts, since in a fork it may bear any name.
 */
export async function branchOf(directory: string, environment: Environment): Promise<string | undefined> {
  if (environment.SLIPWAY_BRANCH) return environment.SLIPWAY_BRANCH;
  const current = await git(directory, "symbolic-ref", "--quiet", "--short", "HEAD");
  return current || branchOfCi(environment);
}

function branchOfCi(environment: Environment): string | undefined {
  // GitHub's name of a pull request is `12/merge`; GitLab names a branch only outside merge requests.
  if (environment.GITHUB_REF_TYPE === "branch") return environment.GITHUB_REF_NAME;
  if (environment.CI_COMMIT_BRANCH) return environment.CI_COMMIT_BRANCH;
  if (environment.BUILD_SOURCEBRANCH?.startsWith("refs/heads/")) {
    return environment.BUILD_SOURCEBRANCH.slice("refs/heads/".length);
  }
  if (environment.BITBUCKET_BRANCH && !environment.BITBUCKET_PR_ID) return environment.BITBUCKET_BRANCH;
  if (environment.CIRCLE_BRANCH && !environment.CIRCLE_PULL_REQUEST) return environment.CIRCLE_BRANCH;
  if (environment.BRANCH_NAME && !environment.CHANGE_ID) return environment.BRANCH_NAME;
  return undefined;
}

/**
 * The repository's default branch: what the remote says, else the CI system, else the bare repository that a
 * work tree belongs to, else `main` or `master`, whichever exists.
 */
export async function defaultBranchOf(
  directory: string,
  environment: Environment,
): Promise<string | undefined> {
  const remote = await git(directory, "symbolic-ref", "--quiet", "--short", "refs/remotes/origin/HEAD");
  if (remote?.startsWith("origin/")) return remote.slice("origin/".length);
  if (environment.CI_DEFAULT_BRANCH) return environment.CI_DEFAULT_BRANCH;
  return (
    (await defaultBranchOfGitHub(environment.GITHUB_EVENT_PATH)) ??
    (await defaultBranchOfBare(directory)) ??
    (await firstExisting(directory, ["main", "master"]))
  );
}

async function defaultBranchOfGitHub(eventPath: string | undefined): Promise<string | undefined> {
  if (!eventPath) return undefined;
  try {
    const event = JSON.parse(await readFile(eventPath, "utf8"));
    const name: unknown = event?.repository?.default_branch;
    return typeof name === "string" ? name : undefined;
  } catch {
    return undefined;
  }
}

async function defaultBranchOfBare(directory: string): Promise<string | undefined> {
  const common = await git(directory, "rev-parse", "--path-format=absolute", "--git-common-dir");
  if (!common || (await git(common, "rev-parse", "--is-bare-repository")) !== "true") return undefined;
  return (await git(common, "symbolic-ref", "--quiet", "--short", "HEAD")) || undefined;
}

async function firstExisting(directory: string, names: string[]): Promise<string | undefined> {
  for (const name of names) {
    for (const ref of [`refs/heads/${name}`, `refs/remotes/origin/${name}`]) {
      if ((await git(directory, "rev-parse", "--verify", "--quiet", ref)) !== undefined) return name;
    }
  }
  return undefined;
}

/** Whether a branch matches a pattern, in which `*` is any text without a slash and `**` any text. */
export function matchesBranch(branch: string, pattern: string): boolean {
  const expression = pattern
    .split(/(\*\*|\*)/)
    .map((part) =>
      part === "**" ? ".*" : part === "*" ? "[^/]*" : part.replace(/[\\^$.|?+()[\]{}]/g, "\\$&"),
    )
    .join("");
  return new RegExp(`^${expression}$`).test(branch);
}
