import { promoteVersion } from "@slipway/pipeline";
import { type CommandModule, UsageError } from "../command.js";
import { style } from "../terminal/style.js";
import { printJson } from "../terminal/table.js";
import { withTracking } from "../tracking.js";

interface Options {
  decision?: string;
  key?: string;
  force?: boolean;
  reason?: string;
  stage?: string;
  alias?: string;
  json?: boolean;
}

/** `slipway promote MODEL VERSION`: a version that is registered already, by a decision or by force. */
export const command: CommandModule = {
  define: (command) =>
    command
      .argument("<model>", "registered model")
      .argument("<version>", "its version that is to be used")
      .option("--decision <file>", "a release's decision about it: the receipt.json of its run")
      .option("--key <file>", "public key that the decision must be signed with: PEM, or env://NAME")
      .option("--force", "promote without a decision; needs --reason")
      .option("--reason <text>", "why, for the record")
      .option("--stage <stage>", "stage to promote to (default: Production)")
      .option("--alias <alias>", "alias to move (default: champion)")
      .option("--json", "print JSON")
      .action((model: string, version: string, options: Options) => {
        checkOptions(options);
        return withTracking(({ uri }) => promote(uri, model, version, options));
      }),
};

function checkOptions({ decision, force, reason, key }: Options): void {
  if ((decision === undefined) === !force)
    throw new UsageError(
      "a promotion needs one of --decision and --force.",
      "`slipway release` writes the decision to slipway/receipt.json of its run.",
    );
  if (force && !reason) throw new UsageError("--force needs --reason.", "It goes on record.");
  if (key !== undefined && decision === undefined)
    throw new UsageError("--key goes with --decision.", "It says whose signature that must bear.");
}

async function promote(
  trackingUri: string,
  model: string,
  version: string,
  { decision, key, reason, stage, alias, json }: Options,
): Promise<void> {
  const place = stage || alias ? { ...(stage && { stage }), ...(alias && { alias }) } : undefined;
  const result = await promoteVersion({ trackingUri, model, version, decision, key, reason, promote: place });
  if (json) return printJson(result);
  for (const old of result.archived)
    process.stdout.write(
      `Archiving         name=${model} version=${old.version} run_id=${old.run_id ?? ""}\n`,
    );
  const where = [
    `name=${model} version=${version}`,
    result.stage && `stage=${result.stage}`,
    result.alias && `alias=${result.alias}`,
    result.from && `(was version ${result.from})`,
  ];
  process.stdout.write(`${style("green", `Promoted          ${where.filter(Boolean).join(" ")}`)}\n`);
  if (result.guarantee !== "atomic")
    process.stdout.write("Guarantee         check-then-act: this server cannot promote in one step\n");
}
