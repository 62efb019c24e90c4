import { wrongTerms } from "@slipway/contract";
import { type ReleaseRequest, release, resolveTestSet, type TestSetStep } from "@slipway/pipeline";
import { type Command, Option } from "commander";
import { type CommandModule, UsageError } from "../command.js";
import { wholeNumber } from "../listing/listing.js";
import { showDecision } from "../pipeline/decision-output.js";
import { reportingFailure } from "../pipeline/failure-report.js";
import { interruptible } from "../pipeline/interruptible.js";
import { loadFile } from "../pipeline/load-file.js";
import { prepareReportFiles, type ReportFiles, withReportFiles } from "../pipeline/report-files.js";
import { showProgress } from "../pipeline/show-progress.js";
import { withTracking } from "../tracking.js";

interface Options extends ReportFiles {
  file?: string;
  build?: string;
  runId?: string;
  experimentName?: string;
  modelName?: string;
  where?: string;
  metric?: string;
  goal?: "maximize" | "minimize";
  artifact?: string;
  evaluate?: string;
  gate?: string[];
  testSet?: string;
  looks?: number;
  adaptivity?: "none" | "first-change" | "full";
  passes?: number;
  reliability?: number;
  reveal?: "sealed" | "full";
  stage?: string;
  alias?: string;
  dryRun?: boolean;
  force?: boolean;
  reason?: string;
  exitCode?: boolean;
  embedded?: boolean;
  key?: string;
  sigstore?: boolean;
  json?: boolean;
}

/** `slipway release`: from slipway.yaml, or with -e and -m from an experiment's logged metrics alone. */
export const command: CommandModule = {
  define: (command) => withoutFile(withReportFiles(withFile(command))).action(run),
};

function withFile(command: Command): Command {
  return command
    .option("-f, --file <file>", "what to release (default: slipway.yaml)")
    .option("--build <run-id>", "choose from this build (default: the newest of this commit)")
    .option("--run-id <run-id>", "release this run, instead of the best of many")
    .option("--dry-run", "decide and report, change nothing")
    .option("--force", "promote in spite of the decision; needs --reason")
    .option("--reason <text>", "why, for the record")
    .option("--exit-code", "exit 1 when held, too")
    .option("--embedded", "in CI: use a database on this machine, which ends with the job")
    .option("--key <file>", "sign the receipt with this private key: a PEM file, or env://NAME")
    .option("--sigstore", "sign the receipt for the identity of the CI job, without a key")
    .option("--json", "print the decision as JSON");
}

function withoutFile(command: Command): Command {
  return command
    .optionsGroup("Without a file:")
    .option("-e, --experiment-name <name>", "experiment whose best run is released")
    .option("-m, --model-name <name>", "registered model")
    .option("--where <filter>", 'which runs, e.g. "metrics.accuracy > 0.8"')
    .option("--metric <name>", "logged metric to select and compare by (default: the one in --where)")
    .addOption(new Option("--goal <goal>", "of the metric").choices(["maximize", "minimize"]))
    .option("--artifact <name>", "which logged model of a run (default: model)")
    .option("--evaluate <command>", "scores ${{ model.path }} on held-out examples into ${{ output }}")
    .option("--test-set <name>", "budget of those examples, in the server's ledger")
    .option("--looks <count>", "decisions that it may serve (default: 32)", wholeNumber)
    .addOption(
      new Option("--adaptivity <kind>", "what its verdicts give away (default: first-change)").choices([
        "none",
        "first-change",
        "full",
      ]),
    )
    .option("--passes <count>", "at which pass it is retired (default: 1)", wholeNumber)
    .option("--reliability <share>", "how sure all its decisions must be (default: 0.95)", Number)
    .addOption(
      new Option("--reveal <what>", "before it is retired (default: sealed)").choices(["sealed", "full"]),
    )
    .option("--gate <gate...>", 'further gates, as in a file, e.g. "flips: { max: 0.02 }"')
    .option("--stage <stage>", "stage to promote to (default: Production)")
    .option("--alias <alias>", "alias to move (default: champion)");
}

async function run(options: Options): Promise<void> {
  await prepareReportFiles(options);
  if (options.force && !options.reason)
    throw new UsageError(
      "--force needs --reason.",
      'It goes on record, e.g. --reason "hotfix for ticket 123".',
    );
  if (options.key && options.sigstore)
    throw new UsageError("--key and --sigstore do not go together: a receipt has one signature.");
  const request = await reportingFailure(options.modelName ?? "release", options, () => requestOf(options));
  const subject = request.file ? (request.file.model ?? request.file.experiment) : request.model;
  const work = () =>
    withTracking(
      ({ uri }) =>
        interruptible((signal) =>
          release({
            request,
            trackingUri: uri,
            dryRun: options.dryRun,
            force: options.force ? options.reason : undefined,
            sign: options.sigstore ? "sigstore" : options.key ? { key: options.key } : undefined,
            observe: showProgress(),
            signal,
          }),
        ),
      { lasting: true, embedded: options.embedded },
    );
  await showDecision(await reportingFailure(subject, options, work), options);
}

async function requestOf(options: Options): Promise<ReleaseRequest> {
  const { experimentName: experiment, modelName: model, runId } = options;
  if (experiment === undefined && model === undefined) {
    const flag = WITHOUT_FILE.find((name) => options[name] !== undefined);
    if (flag !== undefined)
      throw new UsageError(
        `--${flag === "testSet" ? "test-set" : flag} goes with -e and -m.`,
        "With a file it is said there, in `release`.",
      );
    if (runId !== undefined && options.build !== undefined)
      throw new UsageError(
        "--run-id and --build do not go together: a run is named, or a build chosen from.",
      );
    return { file: await loadFile(options.file ?? "slipway.yaml"), buildRunId: options.build, runId };
  }
  if (options.file !== undefined || options.build !== undefined)
    throw new UsageError("--file and --build do not go with -e and -m: it is either a file or the flags.");
  if (model === undefined || (experiment === undefined) === (runId === undefined))
    throw new UsageError(
      "-m goes with one of -e and --run-id.",
      'e.g. slipway release -e Default -m "News Model" --metric accuracy',
    );
  const { where, metric, goal, artifact, evaluate, gate: gates, stage, alias } = options;
  const testSet = testSetOf(options);
  return { experiment, runId, model, where, metric, goal, artifact, evaluate, gates, testSet, stage, alias };
}

const WITHOUT_FILE = [
  "where",
  "metric",
  "goal",
  "artifact",
  "stage",
  "alias",
  "evaluate",
  "gate",
  "testSet",
  "looks",
  "adaptivity",
  "passes",
  "reliability",
  "reveal",
] as const;

function testSetOf(options: Options): TestSetStep | undefined {
  const { testSet: name, looks, adaptivity, passes, reliability, reveal } = options;
  const given = { looks, adaptivity, passes, reliability, reveal };
  const terms = Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined));
  if (name === undefined) {
    const [flag] = Object.keys(terms);
    if (flag === undefined) return undefined;
    throw new UsageError(`--${flag} goes with --test-set.`, "It names the budget that the terms are of.");
  }
  if (options.evaluate === undefined)
    throw new UsageError(
      "--test-set needs --evaluate.",
      "Without a command that scores models on held-out examples there is nothing to budget.",
    );
  const testSet = resolveTestSet({ name, ...terms });
  const wrong = wrongTerms(testSet);
  if (wrong) throw new UsageError(wrong);
  return testSet;
}
