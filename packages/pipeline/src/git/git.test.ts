import { mkdtemp, realpath, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { branchOf, defaultBranchOf, matchesBranch } from "./branch.js";
import { readCommit } from "./commit-facts.js";
import { git } from "./git-command.js";

let folder: string;
beforeEach(async () => {
  folder = await realpath(await mkdtemp(join(tmpdir(), "slipway-git-")));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

async function repository(name: string, branch = "main"): Promise<string> {
  const directory = join(folder, name);
  await git(folder, "init", "--quiet", "--initial-branch", branch, directory);
  await git(directory, "config", "user.name", "Ada Example");
  await git(directory, "config", "user.email", "ada@example.org");
  await writeFile(join(directory, "train.py"), "print(1)\n");
  await git(directory, "add", ".");
  await git(directory, "commit", "--quiet", "-m", "Train a model\n\nwith a body");
  return directory;
}

describe("readCommit", () => {
  it("says commit, author, subject, branch and that nothing was changed", async () => {
    const directory = await repository("clean");
    await git(directory, "remote", "add", "origin", "https://user:secret@example.org/team/repo.git");
    const sha = await git(directory, "rev-parse", "HEAD");
    expect(await readCommit(directory, {})).toEqual({
      sha,
      author: "Ada Example <ada@example.org>",
      message: "Train a model",
      branch: "main",
      repository: "https://example.org/team/repo.git",
      dirty: false,
    });
  });

  it("sees changes of tracked files", async () => {
    const directory = await repository("dirty");
    await writeFile(join(directory, "new-output.txt"), "x");
    expect((await readCommit(directory, {}))?.dirty).toBe(false);
    await writeFile(join(directory, "train.py"), "print(2)\n");
    expect((await readCommit(directory, {}))?.dirty).toBe(true);
  });

  it("is undefined outside a repository", async () => {
    expect(await readCommit(folder, {})).toBeUndefined();
  });
});

describe("branchOf", () => {
  it("asks the environment only when the checkout is detached", async () => {
    const directory = await repository("branches", "develop");
    const github = { GITHUB_REF_TYPE: "branch", GITHUB_REF_NAME: "release/1" };
    expect(await branchOf(directory, github)).toBe("develop");
    await git(directory, "checkout", "--quiet", "--detach");
    expect(await branchOf(directory, github)).toBe("release/1");
    expect(await branchOf(directory, { CI_COMMIT_BRANCH: "main" })).toBe("main");
    expect(await branchOf(directory, {})).toBeUndefined();
    expect(await branchOf(directory, { SLIPWAY_BRANCH: "main", ...github })).toBe("main");
  });

  it("never takes the source branch of a pull request for its target", async () => {
    const directory = await repository("pull-request");
    await git(directory, "checkout", "--quiet", "--detach");
    const request = { GITHUB_REF_TYPE: "branch", GITHUB_REF_NAME: "12/merge", GITHUB_HEAD_REF: "main" };
    expect(await branchOf(directory, request)).toBe("12/merge");
    expect(await branchOf(directory, { CI_MERGE_REQUEST_SOURCE_BRANCH_NAME: "main" })).toBeUndefined();
  });
});

describe("defaultBranchOf", () => {
  it("is what the remote says", async () => {
    const origin = await repository("origin", "trunk");
    const clone = join(folder, "clone");
    await git(folder, "clone", "--quiet", origin, clone);
    await git(clone, "checkout", "--quiet", "-b", "feature");
    expect(await defaultBranchOf(clone, {})).toBe("trunk");
  });

  it("is the branch of the bare repository that a work tree belongs to", async () => {
    const origin = await repository("seed", "trunk");
    const bare = join(folder, "bare.git");
    await git(folder, "clone", "--quiet", "--bare", origin, bare);
    const tree = join(folder, "tree");
    await git(bare, "worktree", "add", "--quiet", "--detach", tree, "trunk");
    expect(await defaultBranchOf(tree, {})).toBe("trunk");
  });

  it("is main or master without a remote, and nothing where neither exists", async () => {
    expect(await defaultBranchOf(await repository("one", "master"), {})).toBe("master");
    expect(await defaultBranchOf(await repository("two", "odd"), {})).toBeUndefined();
    expect(await defaultBranchOf(await repository("three", "odd"), { CI_DEFAULT_BRANCH: "odd" })).toBe("odd");
  });
});

describe("matchesBranch", () => {
  it.each([
    ["main", "main", true],
    ["main", "mai", false],
    ["release/1", "release/*", true],
    ["release/1/fix", "release/*", false],
    ["release/1/fix", "release/**", true],
    ["v1.2", "v1.2", true],
    ["v1x2", "v1.2", false],
  ])("%s against %s is %s", (branch, pattern, expected) => {
    expect(matchesBranch(branch, pattern)).toBe(expected);
  });
});
