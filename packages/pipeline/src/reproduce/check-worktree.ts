import { git } from "../git/git-command.js";
import { PipelineError } from "../pipeline-error.js";

const POINTER = "^version https://git-lfs.github.com/spec/v1$";

/** @throws PipelineError `usage` when submodules or files of Git LFS are missing in a work tree */
export async function checkWorktree(folder: string): Promise<void> {
  const submodules = (await git(folder, "submodule", "status")) ?? "";
  const missing = submodules.split("\n").filter((line) => line.startsWith("-"));
  if (missing.length > 0) {
    const names = missing.map((line) => line.split(" ")[1]).join(", ");
    throw new PipelineError("usage", `the commit needs submodules, which are not checked out: ${names}`);
  }
  const pointers = await git(folder, "grep", "--files-with-matches", "-I", "-e", POINTER);
  if (pointers) {
    throw new PipelineError("usage", `files of Git LFS are missing: ${pointers.split("\n").join(", ")}`, {
      hint: "install git-lfs and run `git lfs fetch --all`",
    });
  }
}
