import { userInfo } from "node:os";
import type { Actor } from "@slipway/contract";
import type { Environment } from "../git/branch.js";
import { git } from "../git/git-command.js";

/** Variables in which CI systems name who started the job. */
const CLAIMS = [
  ["SLIPWAY_ACTOR", "environment"],
  ["GITHUB_ACTOR", "GitHub Actions"],
  ["GITLAB_USER_LOGIN", "GitLab CI"],
  ["BUILD_REQUESTEDFOR", "Azure Pipelines"],
  ["CIRCLE_USERNAME", "CircleCI"],
  ["BITBUCKET_STEP_TRIGGERER_UUID", "Bitbucket Pipelines"],
] as const;

/**
 * Who acts: what the CI system claims, else git's user in a folder, else the operating system's. None of it is
 * checked by anyone, so it is never verified.
 */
export async function readActor(directory: string, environment: Environment): Promise<Actor> {
  for (const [variable, source] of CLAIMS) {
    const name = environment[variable];
    if (name) return { name, source, verified: false };
  }
  const name = await git(directory, "config", "user.name");
  const email = await git(directory, "config", "user.email");
  if (name) return { name: email ? `${name} <${email}>` : name, source: "git", verified: false };
  return { name: osUser(environment), source: "operating system", verified: false };
}

function osUser(environment: Environment): string {
  try {
    return userInfo().username;
  } catch {
    // A container may run under a user id that has no name.
    return environment.USER || environment.USERNAME || "unknown";
  }
}
