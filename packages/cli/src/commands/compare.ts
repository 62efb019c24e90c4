import { comparePredictions, exitCodeOfOutcome } from "@slipway/pipeline";
import { type Command, Option } from "commander";
import { type CommandModule, UsageError } from "../command.js";
import { writeReport } from "../pipeline/report-files.js";
import { printJson } from "../terminal/table.js";

interface Options {
  metric: string;
  goal?: "maximize" | "minimize";
  minDelta: string;
  confidence: string;
  seed: string;
  exitCode?: boolean;
  html?: string;
  json?: boolean;
}

/** `slipway compare A B`: an honest verdict on two prediction files. */
export const command: CommandModule = { define };

function define(command: Command): Command {
  return command
    .argument("<candidate>", "predictions of the new model: CSV or JSONL with id, label, prediction")
    .argument("<champion>", "predictions of the old one, on the same examples")
    .requiredOption("-m, --metric <metric>", "e.g. accuracy, f1(spam), mean(profit)")
    .addOption(new Option("--goal <goal>", "needed for mean(column) only").choices(["maximize", "minimize"]))
    .option("--min-delta <number>", "by how much the candidate must be better", "0")
    .option("--confidence <number>", "how sure the verdict must be", "0.95")
    .option("--seed <number>", "of the bootstrap", "0")
    .option("--exit-code", "exit 1 also when the candidate is merely not better")
    .option("--html <file>", "write the comparison as a page with charts, too")
    .option("--json", "print the verdict as JSON")
    .action(async (candidate: string, champion: string, options: Options) => {
      const { verdict, outcome, report, lines } = await comparePredictions(candidate, champion, {
        metric: options.metric,
        goal: options.goal,
        minDelta: number("--min-delta", options.minDelta),
        confidence: confidence(options.confidence),
        seed: number("--seed", options.seed),
      });
      process.exitCode = exitCodeOfOutcome(outcome, options.exitCode);
      if (options.html !== undefined) await writeReport(options.html, report, "html");
      if (options.json) return printJson(verdict);
      process.stdout.write(`${lines.join("\n")}\n`);
    });
}

function confidence(text: string): number {
  const value = number("--confidence", text);
  if (value > 0.5 && value < 1) return value;
  throw new UsageError(`--confidence is '${text}'.`, "It must be between 0.5 and 1, e.g. 0.95.");
}

function number(flag: string, text: string): number {
  const value = Number(text);
  if (text.trim() !== "" && Number.isFinite(value)) return value;
  throw new UsageError(`${flag} is '${text}'.`, "It must be a number.");
}
