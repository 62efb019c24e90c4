import { existsSync } from "node:fs";
import { checkFile, findNoise, prospectsOf, runSelfTest, type SlipwayFile } from "@slipway/pipeline";
import { InvalidArgumentError } from "commander";
import { type CommandModule, UsageError } from "../command.js";
import { EXIT } from "../failure.js";
import { interruptible } from "../pipeline/interruptible.js";
import { findingText, shownPath } from "../pipeline/load-file.js";
import { showSelfTest } from "../pipeline/self-test-output.js";
import { showProgress } from "../pipeline/show-progress.js";
import { printJson } from "../terminal/table.js";
import { withTracking } from "../tracking.js";

interface Options {
  file: string;
  examples?: number;
  disagreement?: number;
  selfTest?: boolean;
  runId?: string;
  embedded?: boolean;
  json?: boolean;
}

/**
 * `slipway check`: every finding, then what the file comes to, and with `--examples` what its comparisons will be
 * able to find. Exit 2 when a finding is an error. With `--self-test` its gates are tried: exit 1 when one fails.
 */
export const command: CommandModule = {
  define: (command) =>
    command
      .option("-f, --file <file>", "file to check", "slipway.yaml")
      .option("--examples <n>", "say what the gates will find with so many examples", exampleCount)
      .option(
        "--disagreement <share>",
        "share of them that only one of the two models gets right (default: as before, else 0.1)",
        shareOf,
      )
      .option("--self-test", "try the gates on what the evaluate command writes of one model")
      .option("--run-id <run-id>", "whose model that is (default: the champion, else the newest run)")
      .option("--embedded", "in CI: use a database on this machine, which ends with the job")
      .option("--json", "print JSON")
      .action(run),
};

async function run(options: Options): Promise<void> {
  if (options.runId !== undefined && !options.selfTest)
    throw new UsageError("--run-id goes with --self-test.", "It names the run whose model is evaluated.");
  const { path, file, findings } = await checkFile(options.file);
  if (!file) process.exitCode = EXIT.usage;
  const expected = file && (await foresee(file, options));
  if (!options.json) {
    for (const finding of findings) process.stdout.write(`${findingText(path, finding)}\n`);
    if (file) process.stdout.write(`${shownPath(path)} is valid: ${summaryOf(file)}\n`);
    for (const line of expected?.lines ?? []) process.stdout.write(`${line}\n`);
  }
  const tested = file && options.selfTest ? await test(file, options) : undefined;
  if (tested && !tested.ok) process.exitCode = 1;
  if (options.json)
    printJson({
      path,
      ok: file !== undefined,
      findings,
      ...expected?.found,
      ...(tested && { self_test: tested }),
    });
  else if (tested) showSelfTest(tested);
}

/** Where nothing else is known of two models. */
const DISAGREEMENT = 0.1;

/** What the gates will find: with so many examples, or as a server knows them. */
async function foresee(file: SlipwayFile, { examples, disagreement }: Options) {
  const asked = await knownOf(file, disagreement ?? DISAGREEMENT);
  const { known } = asked;
  const { prospects, notes } = prospectsOf(file, {
    examples,
    disagreement: disagreement ?? known?.disagreement ?? DISAGREEMENT,
    known,
  });
  const from =
    known && prospects.length > 0 ? [`As ${known.source} showed (${countOf(known.examples)} examples):`] : [];
  const lines = [...from, ...prospects.map(({ text }) => text), ...notes, ...(asked.why ? [asked.why] : [])];
  return { found: { prospects, notes, known_from: known?.source }, lines };
}

const countOf = (count: number): string => count.toLocaleString("en-US");

/** What a server knows; a check is no less good where none is named, or none answers. */
async function knownOf(file: SlipwayFile, disagreement: number) {
  if (!file.release?.evaluate || !hasStore()) return {};
  try {
    return { known: await withTracking(({ uri }) => findNoise({ file, trackingUri: uri, disagreement })) };
  } catch (error) {
    return { why: `what earlier releases showed is not known: ${(error as Error).message}` };
  }
}

/** Whether a store is named or there; none is made to check a file. */
const hasStore = (): boolean =>
  Boolean(process.env.MLFLOW_TRACKING_URI) || existsSync("mlflow.db") || existsSync("mlruns");

const test = (file: SlipwayFile, { runId, embedded }: Options) =>
  withTracking(
    ({ uri }) =>
      interruptible((signal) =>
        runSelfTest({ file, trackingUri: uri, runId, observe: showProgress(), signal }),
      ),
    { lasting: true, embedded },
  );

/** What a file comes to: `27 candidates, gates: threshold, improvement`. */
function summaryOf({ build, release }: SlipwayFile): string {
  const cells = build?.cells.length ?? 0;
  const candidates = build ? `${cells} candidate${cells === 1 ? "" : "s"}` : "no build";
  return `${candidates}, gates: ${release?.gates.map(({ name }) => name).join(", ") || "none"}`;
}

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
