import type { Connection } from "@slipway/sdk";
import { asPipelineError } from "../as-pipeline-error.js";
import { baseEnvironment } from "../build/command-environment.js";
import { secretsOf } from "../build/secret-mask.js";
import { commitOfTags, tagsOf } from "../build/tags.js";
import { defaultBranchOf, type Environment } from "../git/branch.js";
import { readCommit } from "../git/commit-facts.js";
import { openConnection } from "../open-connection.js";
import { noObserver, type Observer } from "../progress.js";
import { openSigner, type SignStep } from "../receipts/open-signer.js";
import { readActor } from "./actor.js";
import { type Registry, readRegistry } from "./champion.js";
import { decide, type ReleaseResult } from "./decide.js";
import { isOnHold } from "./hold.js";
import { type Hold, whyNotThisBranch } from "./judge.js";
import { findExperimentId, findNewestBuild, loadBuild, loadExperiment, loadRun, type Pool } from "./pool.js";
import type { ReleasePlan } from "./release-plan.js";
import { type ReleaseRequest, type ResolvedRequest, resolveRequest } from "./release-request.js";
import { isSlipwayServer } from "./server-kind.js";

export interface ReleaseOptions {
  request: ReleaseRequest;
  /** Address of the tracking server. */
  trackingUri: string;
  /** Whether `build.prepare` has run here for this commit already; else it runs before the first evaluation. */
  prepared?: boolean;
  /** Decides and reports, and changes nothing at all. */
  dryRun?: boolean;
  /** Promotes in spite of gates, branch and hold, for this reason, which goes on record. */
  force?: string;
  /** How the receipt is signed, instead of what the file says. */
  sign?: SignStep | undefined;
  environment?: Environment;
  observe?: Observer;
  /** Stops the release; once the promotion has begun it is too late. */
  signal?: AbortSignal;
}

/**
 * Selects the best candidate, compares it with the champion on the same examples, lets the gates rule, and
 * promotes it, holds it or refuses it. Every decision is recorded with the run that it is about.
 * @throws PipelineError `usage` when file, flags or champion are ambiguous or wrong, `step` when a model cannot
 * be evaluated, `server` when the tracking server or the artifact store fails, `interrupted`. Nothing is
 * half-promoted then.
 */
export async function release(options: ReleaseOptions): Promise<ReleaseResult> {
  const signal = options.signal ?? new AbortController().signal;
  try {
    return await carryOut({ ...options, signal });
  } catch (error) {
    throw asPipelineError(error, signal);
  }
}

async function carryOut(options: ReleaseOptions & { signal: AbortSignal }): Promise<ReleaseResult> {
  const request = resolveRequest(options.request);
  const environment = options.environment ?? process.env;
  // Before anything is computed: a key that does not sign would stop the release at its end.
  const signer = await openSigner(options.sign ?? request.step.sign, environment);
  const connection = openConnection(options.trackingUri);
  const checkout = await readCommit(request.directory, environment);
  const pool = await loadPool(connection, request, checkout?.sha);
  const trained = pool.build ?? (request.runId === undefined ? undefined : pool.runs[0]?.run);
  const commit = (trained && commitOfTags(tagsOf(trained))) ?? checkout;
  const plan: ReleasePlan = {
    connection,
    atomic: await isSlipwayServer(connection.client),
    model: request.model,
    step: request.step,
    prepare: options.prepared ? undefined : request.file?.build,
    directory: request.directory,
    actor: await readActor(request.directory, environment),
    commit,
    commandEnvironment: baseEnvironment({
      environment,
      trackingUri: options.trackingUri,
      experimentId: pool.experimentIds[0] ?? "",
      step: request.file?.build,
    }),
    secrets: secretsOf({ ...environment, MLFLOW_TRACKING_URI: options.trackingUri }),
    dryRun: options.dryRun ?? false,
    force: options.force,
    signer,
    observe: options.observe ?? noObserver,
    signal: options.signal,
  };
  const registry = await readRegistry(connection.client, plan.model, plan.step.promote);
  const holds = await whyHold(plan, registry, await defaultBranchOf(request.directory, environment));
  return decide(plan, pool, registry, holds);
}

async function loadPool(
  connection: Connection,
  { experiment, file, buildRunId, runId }: ResolvedRequest,
  sha: string | undefined,
): Promise<Pool> {
  if (runId !== undefined) return loadRun(connection.client, runId);
  if (buildRunId !== undefined) return loadBuild(connection, buildRunId);
  const experimentId = await findExperimentId(connection.client, experiment);
  const newest = file?.build && (await findNewestBuild(connection.client, experimentId, sha));
  return newest ? loadBuild(connection, newest) : loadExperiment(connection.client, experimentId);
}

const holdText = (model: string): string =>
  `${model} is on hold; \`slipway models resume "${model}"\` lets releases promote`;

/** Reasons that have nothing to do with the candidate. */
async function whyHold(
  plan: ReleasePlan,
  registry: Registry,
  defaultBranch: string | undefined,
): Promise<Hold[]> {
  const branch = whyNotThisBranch(plan, defaultBranch);
  const held = await isOnHold(plan.connection.client, plan.model, registry, plan.atomic);
  return [
    ...(branch ? [{ reason: branch, cause: "branch" as const }] : []),
    ...(held ? [{ reason: holdText(plan.model), cause: "on-hold" as const }] : []),
  ];
}
