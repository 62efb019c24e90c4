import { access, chmod, readFile, writeFile } from "node:fs/promises";
import { join, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { type CommandModule, UsageError } from "../../command.js";
import { git } from "../../git-hook/git.js";
import { HOOK_MARK, postReceiveHook } from "../../git-hook/post-receive.js";

interface Options {
  repository: string;
  file: string;
  force?: boolean;
}

/** `slipway hook install`: every push to a repository on this machine runs `slipway ci`. */
export const command: CommandModule = {
  define: (command) =>
    command
      .option("--repository <dir>", "repository that receives the pushes, usually a bare one", ".")
      .option("-f, --file <file>", "slipway.yaml, from the top of the repository", "slipway.yaml")
      .option("--force", "replace a post-receive hook that something else wrote")
      .addHelpText(
        "after",
        "\nThe tracking server is the one of MLFLOW_TRACKING_URI now; install again to change it.",
      )
      .action(install),
};

async function install(options: Options): Promise<void> {
  const trackingUri = process.env.MLFLOW_TRACKING_URI;
  if (!trackingUri) {
    throw new UsageError(
      "MLFLOW_TRACKING_URI is not set, so pushes would have no server to track on.",
      "Set it to your tracking server, e.g. MLFLOW_TRACKING_URI=http://127.0.0.1:5000 slipway hook install",
    );
  }
  const repository = await gitFolder(resolve(options.repository));
  const hook = join(repository, "hooks", "post-receive");
  const present = await readFile(hook, "utf8").catch(() => undefined);
  if (present !== undefined && !present.includes(HOOK_MARK) && !options.force) {
    throw new UsageError(
      `${hook} exists and is not Slipway's.`,
      "Call `slipway ci` from it yourself, or pass --force to replace it.",
    );
  }
  const slipway = fileURLToPath(new URL("../../../bin/slipway.js", import.meta.url));
  await access(slipway);
  await writeFile(
    hook,
    postReceiveHook({ node: process.execPath, slipway, repository, trackingUri, file: options.file }),
  );
  await chmod(hook, 0o755);
  process.stdout.write(
    `Installed ${hook}\nEvery push to it now runs \`slipway ci\` against ${trackingUri}\n`,
  );
}

async function gitFolder(folder: string): Promise<string> {
  try {
    return await git(folder, "rev-parse", "--absolute-git-dir");
  } catch (error) {
    throw new UsageError(
      `${folder} is not a git repository.`,
      error instanceof Error ? error.message : undefined,
    );
  }
}
