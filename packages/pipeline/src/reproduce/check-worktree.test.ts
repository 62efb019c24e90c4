import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { execa } from "execa";
import { expect, test } from "vitest";
import { checkWorktree } from "./check-worktree.js";
import { differingFiles } from "./model-content.js";

test("a work tree in which Git LFS left pointers is refused, with their names", async () => {
  const folder = await mkdtemp(join(tmpdir(), "slipway-lfs-"));
  try {
    await execa("git", ["init", "--quiet", folder]);
    await writeFile(join(folder, "train.py"), "print('hello')\n");
    await execa("git", ["-C", folder, "add", "--all"]);
    await checkWorktree(folder);
    const pointer = "version https://git-lfs.github.com/spec/v1\noid sha256:00\nsize 3\n";
    await writeFile(join(folder, "data.csv"), pointer);
    await execa("git", ["-C", folder, "add", "--all"]);
    await expect(checkWorktree(folder)).rejects.toThrow("files of Git LFS are missing: data.csv");
  } finally {
    await rm(folder, { recursive: true });
  }
});

test("files that are changed, missing or new differ", () => {
  const old = new Map(Object.entries({ same: "1", changed: "1", gone: "1" }));
  const made = new Map(Object.entries({ same: "1", changed: "2", added: "1" }));
  expect(differingFiles(old, made)).toEqual(["added", "changed", "gone"]);
});
