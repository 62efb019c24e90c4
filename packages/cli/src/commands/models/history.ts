import { heldAt, history, keepsNone, verifyHistory } from "@slipway/pipeline";
import type { CommandModule } from "../../command.js";
import { parseMoment } from "../../history/moment.js";
import { printHeld, printHistory, printVerified } from "../../history/print-history.js";
import { printJson } from "../../terminal/table.js";
import { withTracking } from "../../tracking.js";

interface Options {
  at?: string;
  stage?: string;
  alias?: string;
  verify?: boolean | string;
  json?: boolean;
}

/** `slipway models history NAME`: what changed who is in use, newest first. */
export const command: CommandModule = {
  define: (command) =>
    command
      .argument("<name>", "registered model")
      .option("--at <time>", "who was in use then, by whom, from which commit: 2026-11-01, 2026-11-01T12:30")
      .option("--stage <stage>", "with --at: the stage (default: Production)")
      .option("--alias <alias>", "with --at: the alias (default: champion)")
      .option("--verify [hash]", "check that no entry was changed; a hash that you kept must be among theirs")
      .option("--json", "print JSON, with the decision of each entry")
      .action((model: string, options: Options) =>
        withTracking(({ uri }) => {
          const registry = { trackingUri: uri, model };
          if (options.at !== undefined) return showAt(registry, options, parseMoment(options.at));
          return options.verify ? verify(registry, options) : show(registry, options);
        }),
      ),
};

type Registry = { trackingUri: string; model: string };

async function show(registry: Registry, { json }: Options): Promise<void> {
  const found = await history(registry);
  const { entries, onHold, complete } = found;
  if (json) printJson({ entries, on_hold: onHold, complete });
  else printHistory(registry.model, found);
}

async function showAt(registry: Registry, { stage, alias, json }: Options, time: number): Promise<void> {
  const promote = stage || alias ? { ...(stage && { stage }), ...(alias && { alias }) } : undefined;
  const places = await heldAt({ ...registry, ...(promote && { promote }), time });
  if (json) printJson({ time, places });
  else printHeld(registry.model, time, places);
}

async function verify(registry: Registry, { verify: kept, json }: Options): Promise<void> {
  const { entries, complete } = await history(registry);
  if (!complete) throw keepsNone();
  const verified = verifyHistory(entries, typeof kept === "string" ? kept : undefined);
  if (json) printJson({ ...verified, whole: verified.problem === undefined });
  else printVerified(verified);
  if (verified.problem) process.exitCode = 1;
}
