import { execFileSync } from "node:child_process";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, it } from "vitest";
import { readGitTags } from "./run-tags.js";

let folder: string;
const git = (...args: string[]) => execFileSync("git", ["-C", folder, ...args], { encoding: "utf8" }).trim();
const author = ["-c", "user.name=Test", "-c", "user.email=test@example.com"];

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "sdk-git-"));
});
afterEach(() => rm(folder, { recursive: true }));

it("names commit, branch and repository, without the credentials in its address", async () => {
  git("init", "-q", "-b", "topic/x");
  git(...author, "commit", "-q", "--allow-empty", "-m", "first");
  git("remote", "add", "origin", "https://user:token@git.example.com/team/repo.git");
  expect(await readGitTags(folder)).toEqual({
    "mlflow.source.git.commit": git("rev-parse", "HEAD"),
    "mlflow.source.git.branch": "topic/x",
    "mlflow.source.git.repoURL": "https://git.example.com/team/repo.git",
  });
});

it("leaves out the branch of a detached commit, and the remote that is not there", async () => {
  git("init", "-q");
  git(...author, "commit", "-q", "--allow-empty", "-m", "first");
  git("checkout", "-q", "--detach");
  expect(await readGitTags(folder)).toEqual({ "mlflow.source.git.commit": git("rev-parse", "HEAD") });
});

it("says nothing before the first commit and outside of a repository", async () => {
  expect(await readGitTags(folder)).toEqual({});
  git("init", "-q");
  expect(await readGitTags(folder)).toEqual({});
});
