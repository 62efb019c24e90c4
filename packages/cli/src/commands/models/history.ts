import type { Promotion } from "@slipway/contract";
import { history } from "@slipway/pipeline";
import type { CommandModule } from "../../command.js";
import { formatTime, printJson, printTable } from "../../terminal/table.js";
import { withTracking } from "../../tracking.js";

/** `slipway models history NAME`: the promotions, newest first. */
export const command: CommandModule = {
  define: (command) =>
    command
      .argument("<name>", "registered model")
      .option("--json", "print JSON, with the decision of each entry")
      .action((model: string, options: { json?: boolean }) =>
        withTracking(async ({ uri }) => {
          const { entries, onHold, complete } = await history({ trackingUri: uri, model });
          if (options.json) return printJson({ entries, on_hold: onHold, complete });
          printTable(
            ["When", "What", "Version", "Before", "Who", "Commit", "Reason"],
            entries.map((entry) => [
              formatTime(entry.created_at),
              entry.forced ? `${entry.action} (forced)` : entry.action,
              entry.version ?? "-",
              entry.previous_version ?? "-",
              who(entry),
              entry.commit?.slice(0, 10) ?? "-",
              entry.reason ?? "",
            ]),
          );
          if (onHold) process.stdout.write(`On hold: releases do not promote ${model}\n`);
          if (!complete)
            process.stdout.write(
              "Pieced together from the tags of versions: this server keeps no history.\n",
            );
        }),
      ),
};

/** The name without the address behind it, which only JSON has room for. */
function who({ actor, actor_verified }: Promotion): string {
  if (!actor) return "-";
  const name = actor.replace(/ <[^<>]*>$/, "");
  return actor_verified ? name : `${name} (claimed)`;
}
