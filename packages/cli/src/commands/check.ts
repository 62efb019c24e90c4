import { checkFile } from "@slipway/pipeline";
import type { CommandModule } from "../command.js";
import { EXIT } from "../failure.js";
import { findingText, shownPath } from "../pipeline/load-file.js";
import { printJson } from "../terminal/table.js";

/** `slipway check`: every finding, then what the file comes to. Exit 2 when one is an error. */
export const command: CommandModule = {
  define: (command) =>
    command
      .option("-f, --file <file>", "file to check", "slipway.yaml")
      .option("--json", "print the findings as JSON")
      .action(async (options: { file: string; json?: boolean }) => {
        const { path, file, findings } = await checkFile(options.file);
        if (!file) process.exitCode = EXIT.usage;
        if (options.json) return printJson({ path, ok: file !== undefined, findings });
        for (const finding of findings) process.stdout.write(`${findingText(path, finding)}\n`);
        if (!file) return;
        const cells = file.build?.cells.length ?? 0;
        const gates = file.release?.gates.map(({ name }) => name).join(", ") || "none";
        const candidates = `${cells} candidate${cells === 1 ? "" : "s"}`;
        process.stdout.write(`${shownPath(path)} is valid: ${candidates}, gates: ${gates}\n`);
      }),
};
