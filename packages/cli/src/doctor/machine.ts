import { arch, release, type } from "node:os";
import { git } from "../git-hook/git.js";
import { doubtful, fine, type Observation } from "./observation.js";

/** The system, the versions, the repository and the CI system around a command. */
export async function observeMachine(version: string): Promise<Observation[]> {
  return [
    fine("System information", `${type()} ${release()} ${arch()}`),
    fine("Slipway version", version),
    fine("Node version", process.versions.node),
    ...(await observeGit()),
    fine("CI", CI_SYSTEMS.find(([name]) => process.env[name])?.[1] ?? "none"),
  ];
}

/** A variable by which each CI system is known; the last one is set by all of them. */
const CI_SYSTEMS: [string, string][] = [
  ["GITHUB_ACTIONS", "GitHub Actions"],
  ["GITLAB_CI", "GitLab CI"],
  ["TF_BUILD", "Azure Pipelines"],
  ["BITBUCKET_BUILD_NUMBER", "Bitbucket Pipelines"],
  ["CIRCLECI", "CircleCI"],
  ["JENKINS_URL", "Jenkins"],
  ["CI", "a CI system (CI is set)"],
];

async function observeGit(): Promise<Observation[]> {
  const ask = (...words: string[]) => git(".", ...words).catch(() => undefined);
  const version = await ask("--version");
  if (version === undefined)
    return [doubtful("Git", "not found", "Install git, so that runs and versions know their commit.")];
  const root = await ask("rev-parse", "--show-toplevel");
  const commit = await ask("rev-parse", "--short=10", "HEAD");
  const place = root === undefined ? "no repository here" : `${root} at ${commit ?? "no commit yet"}`;
  return [fine("Git", `${version.replace("git version ", "")}, ${place}`)];
}
