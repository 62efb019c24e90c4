import { findOrigin, type Reproduction, reproduce } from "@slipway/pipeline";
import type { CommandModule } from "../command.js";
import { git } from "../git-hook/git.js";
import { inWorktree } from "../git-hook/worktree.js";
import { interruptible } from "../pipeline/interruptible.js";
import { showProgress } from "../pipeline/show-progress.js";
import { style } from "../terminal/style.js";
import { printJson } from "../terminal/table.js";
import { withTracking } from "../tracking.js";

interface Options {
  verbose?: boolean;
  json?: boolean;
}

/** `slipway reproduce models:/NAME/4`: exit 1 when what comes out is another model, 3 when training fails. */
export const command: CommandModule = {
  define: (command) =>
    command
      .argument("<version>", "models:/NAME/VERSION or models:/NAME@ALIAS")
      .option("-v, --verbose", "show what the commands print")
      .option("--json", "print the result as JSON")
      .addHelpText("after", "\nRun it in a clone of the repository that trained the version.")
      .action(async (uri: string, options: Options) => {
        const result = await run(uri, options);
        if (result.outcome === "not reproduced") process.exitCode = 1;
        if (options.json) return printJson(result);
        process.stdout.write(`${linesOf(result).join("\n")}\n`);
      }),
};

const run = (uri: string, { verbose }: Options): Promise<Reproduction> =>
  withTracking(({ uri: trackingUri }) =>
    interruptible(async (signal) => {
      const origin = await findOrigin(uri, trackingUri, process.cwd());
      const repository = await git(process.cwd(), "rev-parse", "--path-format=absolute", "--git-common-dir");
      return inWorktree(repository, origin.commit.sha, (folder) =>
        reproduce({ origin, folder, trackingUri, observe: showProgress({ verbose }), signal }),
      );
    }),
  );

function linesOf({ outcome, version, run_id, reasons, differs }: Reproduction): string[] {
  const colour = outcome === "not reproduced" ? "red" : "green";
  return [
    ...(differs.length > 0 ? [`Differs in        ${differs.join(", ")}`] : []),
    ...reasons.map((reason) => `${"Because".padEnd(18)}${reason}`),
    `Trained again     run ${run_id}`,
    style(colour, `${`${outcome[0]?.toUpperCase()}${outcome.slice(1)}`.padEnd(18)}${version}`),
  ];
}
