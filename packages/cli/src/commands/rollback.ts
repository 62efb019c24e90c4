import { rollback } from "@slipway/pipeline";
import { type CommandModule, UsageError } from "../command.js";
import { style } from "../terminal/style.js";
import { printJson } from "../terminal/table.js";
import { withTracking } from "../tracking.js";

interface Options {
  reason?: string;
  to?: string;
  stage?: string;
  alias?: string;
  json?: boolean;
}

/** `slipway rollback MODEL`: the champion before, in one step; releases hold until they are resumed. */
export const command: CommandModule = {
  define: (command) =>
    command
      .argument("<model>", "registered model")
      .option("--reason <text>", "why, for the record")
      .option("--to <version>", "version to go back to (default: the champion before)")
      .option("--stage <stage>", "stage of the champion (default: Production)")
      .option("--alias <alias>", "alias of the champion (default: champion)")
      .option("--json", "print JSON")
      .action((model: string, options: Options) =>
        withTracking(async ({ uri }) => {
          const { stage, alias, reason, to: version } = options;
          const promote = stage || alias ? { ...(stage && { stage }), ...(alias && { alias }) } : undefined;
          const result = await rollback({ trackingUri: uri, model, reason, version, promote }).catch(
            withHint,
          );
          if (options.json) return printJson(result);
          for (const old of result.archived)
            process.stdout.write(
              `Archiving         name=${model} version=${old.version} run_id=${old.run_id ?? ""}\n`,
            );
          const from = result.from ? ` (was version ${result.from})` : "";
          const place = [
            result.stage ? `stage=${result.stage}` : "",
            result.alias ? `alias=${result.alias}` : "",
          ].filter(Boolean);
          const line = `Rolled back       name=${model} version=${result.version} ${place.join(" ")}${from}`;
          process.stdout.write(`${style("green", line)}\n`);
          if (result.onHold)
            process.stdout.write(`On hold           until: slipway models resume ${JSON.stringify(model)}\n`);
        }),
      ),
};

/** The server speaks of fields of its API; here they are flags. */
function withHint(error: unknown): never {
  const names = error instanceof Error && /version to go back to/.test(error.message);
  if (names) throw new UsageError(error.message, "--to names the version; --stage and --alias the place.");
  throw error;
}
