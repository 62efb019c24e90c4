import { isSlipwayServer } from "@slipway/pipeline";
import { Option } from "commander";
import { type CommandModule, UsageError } from "../command.js";
import { EXIT } from "../failure.js";
import { parseAge } from "../garbage/age.js";
import { collect } from "../garbage/collect.js";
import { plan, type Wanted } from "../garbage/plan.js";
import { printCollected, printGone, printPlan } from "../garbage/print.js";
import { printJson } from "../terminal/table.js";
import { type Store, type Tracking, withTracking } from "../tracking.js";

interface Options {
  olderThan?: number;
  backendStoreUri?: string;
  artifactsDestination?: string;
  defaultArtifactRoot?: string;
  runIds?: string[];
  experimentIds?: string[];
  loggedModelIds?: string[];
  trackingUri?: string;
  orphans?: boolean;
  keepArtifacts?: boolean;
  dryRun?: boolean;
  json?: boolean;
  jobs?: boolean;
  jobIds?: string;
  workspace?: string;
  allWorkspaces?: boolean;
}

/** A folder may be written before its run is known; in milliseconds. */
const ORPHAN_AGE = 86_400_000;

/** `slipway gc`: removes for good what is deleted. */
export const command: CommandModule = {
  define: (command) =>
    command
      .option("--older-than <age>", "deleted at least so long ago, e.g. 30d or 1d2h3m4s", parseAge)
      .option("--run-ids <ids>", "these runs, with commas between (default: all that are deleted)", ids)
      .option("--experiment-ids <ids>", "these experiments, with all in them (default: likewise)", ids)
      .option("--logged-model-ids <ids>", "these logged models (default: likewise)", ids)
      .option(
        "--orphans",
        "also folders of artifacts that no run or logged model knows, older than that, or than a day",
      )
      .option("--dry-run", "say what would go, and how large it is")
      .option("--keep-artifacts", "remove rows only")
      .option("--tracking-uri <uri>", "the server (default: MLFLOW_TRACKING_URI)")
      .option("--backend-store-uri <uri>", "the database itself, instead of a server")
      .addOption(
        new Option(
          "--artifacts-destination <path>",
          "what mlflow-artifacts:/ stands for in that database",
        ).env("MLFLOW_ARTIFACTS_DESTINATION"),
      )
      .addOption(
        new Option("--default-artifact-root <path>", "where other artifacts of that database may lie").env(
          "MLFLOW_DEFAULT_ARTIFACT_ROOT",
        ),
      )
      .option("--json", "print JSON")
      .addOption(new Option("--jobs").hideHelp())
      .addOption(new Option("--job-ids <ids>").hideHelp())
      .addOption(new Option("--workspace <name>").hideHelp())
      .addOption(new Option("--all-workspaces").hideHelp())
      .action(collectGarbage),
};

const ids = (text: string): string[] => text.split(",");

async function collectGarbage(options: Options): Promise<void> {
  refuseUnknownParts(options);
  if (options.trackingUri) process.env.MLFLOW_TRACKING_URI = options.trackingUri;
  await withTracking((tracking) => collectOn(tracking, options), { store: storeOf(options) });
}

async function collectOn({ uri, client }: Tracking, options: Options): Promise<void> {
  if (!(await isSlipwayServer(client)))
    throw new UsageError(
      `The tracking server at ${uri} cannot delete for good: MLflow's own does not do it through its API.`,
      "Give its database as --backend-store-uri, and the folder of its artifacts as --artifacts-destination.",
    );
  const wanted = wantedOf(options);
  const items = await plan(client, wanted, options.dryRun ?? false);
  if (options.dryRun) return options.json ? printJson({ dry_run: true, items }) : printPlan(items);
  const said = options.json ? () => undefined : printGone;
  const collected = await collect(client, items, wanted, options.keepArtifacts ?? false, said);
  if (options.json) printJson(collected);
  else printCollected(collected);
  if (collected.failed.length > 0) process.exitCode = EXIT.server;
}

function wantedOf({ olderThan, orphans, ...options }: Options): Wanted {
  const now = Date.now();
  const { runIds, experimentIds, loggedModelIds } = options;
  return {
    runIds,
    experimentIds,
    loggedModelIds,
    deletedBefore: olderThan === undefined ? undefined : now - olderThan,
    orphansBefore: orphans ? now - (olderThan ?? ORPHAN_AGE) : undefined,
  };
}

function storeOf(options: Options): Store | undefined {
  const { backendStoreUri, artifactsDestination, defaultArtifactRoot } = options;
  if (backendStoreUri === undefined) return undefined;
  const { MLFLOW_TRACKING_URI: server = "" } = process.env;
  if (/^https?:/.test(server) && artifactsDestination === undefined && !options.keepArtifacts)
    throw new UsageError(
      `The artifacts of this database are behind the tracking server ${server}, and would be left behind.`,
      "Give the folder of that server as --artifacts-destination, or leave them with --keep-artifacts.",
    );
  return { backendStoreUri, artifactsDestination, defaultArtifactRoot };
}

/** Flags of MLflow's command for what is not here. */
function refuseUnknownParts({ jobs, jobIds, workspace, allWorkspaces }: Options): void {
  if (jobs || jobIds)
    throw new UsageError(
      "--jobs and --job-ids are about jobs of MLflow's own server.",
      "`mlflow gc --jobs` removes them.",
    );
  if (workspace || allWorkspaces)
    throw new UsageError(
      "Workspace selection flags are only supported when the tracking store supports workspaces.",
    );
}
