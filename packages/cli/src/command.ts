import type { Command } from "commander";

/** What a command file exports: its options, help and action, put on the command of its path. */
export interface CommandModule {
  define(command: Command): Command;
}

/** A command as it stands in the table: enough for `slipway --help` without loading it. */
export interface CommandEntry {
  /** Words after `slipway`; also the file below `commands/`, with `/` between the words. */
  path: string;
  summary: string;
  /** Not for people: left out of the help. */
  hidden?: boolean;
  /** It is about the others: all of them are loaded with it. */
  whole?: boolean;
  load(): Promise<{ command: CommandModule }>;
}

/** Wrong use of the command line: exit 2. `hint` says what would be right. */
export class UsageError extends Error {
  override readonly name = "UsageError";

  constructor(
    message: string,
    readonly hint?: string,
  ) {
    super(message);
  }
}
