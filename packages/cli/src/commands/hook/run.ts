import { spawn } from "node:child_process";
import { text } from "node:stream/consumers";
import { fileURLToPath } from "node:url";
import type { CommandModule } from "../../command.js";
import { type PushedBranch, pushedBranches } from "../../git-hook/pushed-branches.js";
import { inWorktree } from "../../git-hook/worktree.js";

interface Options {
  repository: string;
  file: string;
}

/** `slipway hook run`: what the hook calls; reads from standard input what git tells it of the push. */
export const command: CommandModule = {
  define: (command) =>
    command
      .requiredOption("--repository <dir>", "repository that received the push")
      .requiredOption("-f, --file <file>", "slipway.yaml, from the top of the repository")
      .action(async (options: Options) => {
        for (const pushed of pushedBranches(await text(process.stdin))) {
          try {
            await inWorktree(options.repository, pushed.commit, (folder) =>
              runCi(folder, options.file, pushed),
            );
          } catch (error) {
            process.stderr.write(`slipway: ${error instanceof Error ? error.message : String(error)}\n`);
          }
        }
      }),
};

/** `slipway ci` as a process of its own, in the worktree, with its output going to whoever pushed. */
async function runCi(folder: string, file: string, pushed: PushedBranch): Promise<void> {
  const slipway = fileURLToPath(new URL("../../../bin/slipway.js", import.meta.url));
  process.stdout.write(`slipway ci on ${pushed.branch} at ${pushed.commit.slice(0, 10)}\n`);
  // The worktree is detached, so git there does not know the branch.
  const env = { ...process.env, SLIPWAY_BRANCH: pushed.branch };
  const child = spawn(process.execPath, [slipway, "ci", "--file", file], {
    env,
    cwd: folder,
    stdio: ["ignore", "inherit", "inherit"],
  });
  const code = await new Promise<number | null>((resolve, reject) => {
    child.once("error", reject);
    child.once("close", resolve);
  });
  if (code !== 0)
    process.stdout.write(`slipway ci ended with exit code ${code ?? "(killed)"}; the push is accepted\n`);
}
