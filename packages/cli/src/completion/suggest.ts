import type { Command, Option } from "commander";

/** A word that may come next. */
export interface Suggestion {
  word: string;
  summary: string;
}

/**
 * What may come next on the command line.
 * @param words what stands behind `slipway`; the last one is being written and may be empty
 */
export function suggest(program: Command, words: readonly string[]): Suggestion[] {
  // Bash hands over `--view=all` as three words.
  const spoken = words.filter((word, index) => word !== "=" || index === words.length - 1);
  const begun = spoken.at(-1)?.replace(/^=$/, "") ?? "";
  const before = spoken.slice(0, -1);
  const command = before.reduce(
    (at, word) => at.commands.find((child) => child.name() === word) ?? at,
    program,
  );
  return candidates(command, before.at(-1), begun).filter(({ word }) => word.startsWith(begun));
}

function candidates(command: Command, last: string | undefined, begun: string): Suggestion[] {
  const help = command.createHelp();
  const options = help.visibleOptions(command);
  const asked = options.find((option) => option.long === last || option.short === last);
  if (asked?.required || asked?.optional) return choices(asked.argChoices);
  if (begun.startsWith("-")) return options.map(asSuggestion);
  return [
    ...help.visibleCommands(command).map((child) => ({ word: child.name(), summary: child.summary() })),
    ...command.registeredArguments.flatMap(({ argChoices }) => choices(argChoices)),
  ];
}

const choices = (words: readonly string[] = []): Suggestion[] => words.map((word) => ({ word, summary: "" }));

const asSuggestion = ({ long, short, description }: Option): Suggestion => ({
  word: long ?? short ?? "",
  summary: description,
});
