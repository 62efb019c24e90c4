import type { Command } from "commander";
import { commands } from "../commands/index.js";
import { createWholeProgram } from "../program.js";

const START = `# Commands

Everything that \`slipway\` does, as \`--help\` says it. Written by \`node scripts/reference.js\`.
[Exit codes](exit-codes.md) and [environment variables](environment.md) have pages of their own.
`;

/** Wide enough for every option to have its line. */
const WIDTH = 100;

/** The page docs/reference/cli.md, from the table of commands. */
export async function cliReference(): Promise<string> {
  const program = await createWholeProgram();
  const sections = commands
    .filter(({ hidden }) => !hidden)
    .map(({ path, summary }) => {
      const command = descend(program, path).configureHelp({ helpWidth: WIDTH });
      const help = command.helpInformation().replace(`\n${summary}\n`, "").trimEnd();
      return `## slipway ${path}\n\n${summary}.\n\n\`\`\`text\n${help}\n\`\`\`\n`;
    });
  return [START, ...sections].join("\n");
}

const descend = (program: Command, path: string): Command =>
  path.split(" ").reduce((at, word) => at.commands.find((child) => child.name() === word) ?? at, program);
