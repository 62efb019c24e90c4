import { looksLeft, modelsOf, type TestSet } from "@slipway/contract";
import { getTestSet, testSetAdvice } from "@slipway/pipeline";
import type { CommandModule } from "../../command.js";
import { formatTime, printJson, printTable } from "../../terminal/table.js";
import { endOf, standingOf } from "../../test-sets/words.js";
import { withTracking } from "../../tracking.js";

/** `slipway testset show NAME`: the terms of a held-out set, its looks, and what a next one takes. */
export const command: CommandModule = {
  define: (command) =>
    command
      .argument("<name>", "test set")
      .option("--json", "print JSON")
      .action((name: string, options: { json?: boolean }) =>
        withTracking(async ({ uri }) => {
          const set = await getTestSet({ trackingUri: uri, name });
          if (options.json) return printJson(set);
          for (const [label, value] of factsOf(set)) process.stdout.write(`${label.padEnd(14)}${value}\n`);
          process.stdout.write("\n");
          printTable(
            ["Look", "When", "Model", "Against", "Commit", "Who", "Verdict", "Evidence"],
            set.spent.map((look) => [
              String(look.number),
              formatTime(look.spent_at),
              look.model,
              look.champion ? `version ${look.champion}` : "-",
              look.commit?.slice(0, 10) ?? "-",
              look.actor?.replace(/ <[^<>]*>$/, "") ?? "-",
              endOf(look),
              look.revealed ? "revealed" : look.identity === undefined ? "sealed" : "open",
            ]),
          );
          process.stdout.write(`\n${testSetAdvice(set).join("\n")}\n`);
        }),
      ),
};

const factsOf = (set: TestSet): [string, string][] => [
  ["Test set:", `${set.name} (${set.examples} examples, ${set.digest.slice(0, 19)}…)`],
  ["Standing:", standingOf(set)],
  ["Looks:", `${set.spent.length} of ${set.looks} spent, ${looksLeft(set)} left`],
  ["Adaptivity:", `${set.adaptivity}${Number(set.passes) > 1 ? `, ${set.passes} passes` : ""}`],
  [
    "Level:",
    `${Number(((1 - set.reliability) * 100).toPrecision(6))} % for all looks together, divided by ${modelsOf(set).toLocaleString("en-US")}`,
  ],
];
