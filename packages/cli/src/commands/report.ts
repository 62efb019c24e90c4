import {
  buildReport,
  findDecision,
  REPORT_FORMATS,
  type ReportFormat,
  renderReport,
  reportFormatOf,
} from "@slipway/pipeline";
import { Option } from "commander";
import { type CommandModule, UsageError } from "../command.js";
import { writeReport } from "../pipeline/report-files.js";
import { withTracking } from "../tracking.js";

interface Options {
  last?: boolean;
  format?: ReportFormat;
  output?: string;
  json?: boolean;
}

/** `slipway report`: the report of a recorded decision, in any format. */
export const command: CommandModule = {
  define: (command) =>
    command
      .argument("[target]", "a run, or models:/NAME/VERSION (default: the newest decision)")
      .option("--last", "the newest decision of the tracking server; the default")
      .addOption(
        new Option(
          "--format <format>",
          "how it is written (default: as the file's name says, or markdown)",
        ).choices(REPORT_FORMATS),
      )
      .option("-o, --output <file>", "write it to a file, instead of printing it")
      .option("--json", "the same as --format json")
      .action(report),
};

async function report(target: string | undefined, { last, format, output, json }: Options): Promise<void> {
  if (last && target !== undefined)
    throw new UsageError(`--last does not go with ${target}: it is one or the other.`);
  const named = output === undefined ? undefined : reportFormatOf(output);
  const chosen = json ? "json" : (format ?? named ?? "markdown");
  const found = await withTracking(({ uri }) => findDecision(uri, target));
  const built = buildReport(found);
  if (output !== undefined) return writeReport(output, built, chosen);
  process.stdout.write(await renderReport(built, chosen));
}
