import { execFile } from "node:child_process";
import { statSync } from "node:fs";
import { userInfo } from "node:os";
import { dirname, resolve } from "node:path";
import { promisify } from "node:util";
import { readCredentials } from "../tracking/credentials.js";
import { withoutCredentials } from "../tracking/without-credentials.js";

const execute = promisify(execFile);

/**
 * The tags of a run that is created here, as MLflow's client sets them: user, source, git commit, then those of
 * the JSON object in `MLFLOW_RUN_CONTEXT`.
 */
export async function contextTags(): Promise<Record<string, string>> {
  return {
    "mlflow.user": currentUser(),
    "mlflow.source.name": process.argv[1] ?? "<console>",
    "mlflow.source.type": "LOCAL",
    ...(await gitTags()),
    ...environmentTags(),
  };
}

/** The user's name: that of the credentials, else of the operating system. */
export function currentUser(): string {
  const { LOGNAME, USER, LNAME, USERNAME } = process.env;
  const known = readCredentials().username || LOGNAME || USER || LNAME || USERNAME;
  if (known) return known;
  try {
    return userInfo().username;
  } catch {
    return "unknown";
  }
}

function environmentTags(): Record<string, string> {
  const json = process.env.MLFLOW_RUN_CONTEXT;
  if (!json) return {};
  const wrong = `MLFLOW_RUN_CONTEXT must be a JSON object of tags, e.g. {"team": "mail"}; it is '${json}'.`;
  let tags: unknown;
  try {
    tags = JSON.parse(json);
  } catch (cause) {
    throw new Error(wrong, { cause });
  }
  if (typeof tags !== "object" || tags === null || Array.isArray(tags)) throw new Error(wrong);
  const text = (value: unknown) => (typeof value === "string" ? value : JSON.stringify(value));
  return Object.fromEntries(Object.entries(tags).map(([key, value]) => [key, text(value)]));
}

let git: Promise<Record<string, string>> | undefined;

/** Commit, branch and repository of the main script; nothing outside a repository or without git. */
function gitTags(): Promise<Record<string, string>> {
  git ??= readGitTags(mainDirectory());
  return git;
}

function mainDirectory(): string {
  const main = resolve(process.argv[1] ?? ".");
  return statSync(main, { throwIfNoEntry: false })?.isDirectory() ? main : dirname(main);
}

/** Reads the git tags of a directory. */
export async function readGitTags(directory: string): Promise<Record<string, string>> {
  const run = async (...args: string[]): Promise<string[]> => {
    try {
      return (await execute("git", ["-C", directory, ...args])).stdout.trim().split("\n");
    } catch {
      return [];
    }
  };
  const [[commit], [branch], [remote]] = await Promise.all([
    run("rev-parse", "HEAD"),
    run("symbolic-ref", "--short", "HEAD"),
    run("config", "--get-regexp", "^remote\\..*\\.url$"),
  ]);
  if (!commit) return {};
  const url = remote?.slice(remote.indexOf(" ") + 1);
  return {
    "mlflow.source.git.commit": commit,
    ...(branch && { "mlflow.source.git.branch": branch }),
    ...(url && { "mlflow.source.git.repoURL": withoutCredentials(url) }),
  };
}
