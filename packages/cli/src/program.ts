import { Command } from "commander";
import type { CommandEntry } from "./command.js";
import { commands } from "./commands/index.js";

const NOUNS: Record<string, string> = {
  experiments: "Create, find and change experiments",
  runs: "Create, find and change runs",
  artifacts: "List, download and store the artifacts of runs",
  models: "Look at registered models and what was promoted",
  db: "Look after the database of a tracking server",
  webhooks: "Tell an address of yours what happens",
  hook: "Git hooks that run Slipway",
};

/**
 * The command line. Only the command named by `words` is loaded and gets its options; the others are there
 * with their one-line summary.
 */
export async function createProgram(words: readonly string[], version: string): Promise<Command> {
  const program = emptyProgram().version(version);
  const called = find(words);
  for (const entry of commands) {
    const command = place(program, entry);
    if (entry === called || called?.whole) (await entry.load()).command.define(command);
  }
  return program;
}

/** The command line with the options of every command, for completion and the reference. */
export async function createWholeProgram(): Promise<Command> {
  const program = emptyProgram();
  for (const entry of commands) (await entry.load()).command.define(place(program, entry));
  return program;
}

const emptyProgram = (): Command =>
  new Command("slipway")
    .description("Continuous integration for machine learning: Code, Build, Release for models")
    .showHelpAfterError("Run with --help for the options.")
    .exitOverride();

/** The command whose path the words begin with. */
function find(words: readonly string[]): CommandEntry | undefined {
  const spoken = words.filter((word) => !word.startsWith("-"));
  return commands.find((entry) => {
    const path = entry.path.split(" ");
    return path.every((word, index) => spoken[index] === word);
  });
}

function place(program: Command, entry: CommandEntry): Command {
  const [first = "", second] = entry.path.split(" ");
  const parent = second === undefined ? program : noun(program, first);
  return parent
    .command(second ?? first, { hidden: entry.hidden ?? false })
    .summary(entry.summary)
    .description(entry.summary);
}

const noun = (program: Command, name: string): Command =>
  program.commands.find((command) => command.name() === name) ??
  program.command(name).description(NOUNS[name] ?? "");
