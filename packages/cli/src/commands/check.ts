import { checkFile, prospectsOf } from "@slipway/pipeline";
import { InvalidArgumentError } from "commander";
import type { CommandModule } from "../command.js";
import { EXIT } from "../failure.js";
import { findingText, shownPath } from "../pipeline/load-file.js";
import { printJson } from "../terminal/table.js";

interface Options {
  file: string;
  examples?: number;
  disagreement: number;
  json?: boolean;
}

/**
 * `slipway check`: every finding, then what the file comes to, and with `--examples` what its comparisons will be
 * able to find. Exit 2 when a finding is an error.
 */
export const command: CommandModule = {
  define: (command) =>
    command
      .option("-f, --file <file>", "file to check", "slipway.yaml")
      .option("--examples <n>", "say what the gates will find with so many examples", exampleCount)
      .option(
        "--disagreement <share>",
        "share of them that only one of the two models gets right",
        shareOf,
        0.1,
      )
      .option("--json", "print the findings as JSON")
      .action(async (options: Options) => {
        const { path, file, findings } = await checkFile(options.file);
        if (!file) process.exitCode = EXIT.usage;
        const { examples, disagreement } = options;
        const prospects = file && examples ? prospectsOf(file, { examples, disagreement }) : undefined;
        if (options.json) return printJson({ path, ok: file !== undefined, findings, prospects });
        for (const finding of findings) process.stdout.write(`${findingText(path, finding)}\n`);
        if (!file) return;
        const cells = file.build?.cells.length ?? 0;
        const gates = file.release?.gates.map(({ name }) => name).join(", ") || "none";
        const candidates = `${cells} candidate${cells === 1 ? "" : "s"}`;
        process.stdout.write(`${shownPath(path)} is valid: ${candidates}, gates: ${gates}\n`);
        for (const { text } of prospects ?? []) process.stdout.write(`${text}\n`);
      }),
};

/** @throws InvalidArgumentError */
function exampleCount(text: string): number {
  const count = Number(text);
  if (/^\d+$/.test(text) && count > 0 && Number.isSafeInteger(count)) return count;
  throw new InvalidArgumentError("It must be a whole number, 1 or more.");
}

/** @throws InvalidArgumentError */
function shareOf(text: string): number {
  const share = Number(text);
  if (/\d/.test(text) && share > 0 && share <= 1) return share;
  throw new InvalidArgumentError("It must be a share above 0 and at most 1, such as 0.06.");
}
