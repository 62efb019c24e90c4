import { fill, OPENING } from "../file/expression.js";
import type { BuildStep } from "../file/slipway-file.js";
import type { Environment } from "../git/branch.js";
import type { Cell } from "../matrix/cell.js";
import type { BuildPlan } from "./build-plan.js";
import { candidateTags, commitTags } from "./tags.js";

/** Variables that would send the command's runs elsewhere than where its build looks for them. */
const MISLEADING = new Set(["MLFLOW_RUN_ID", "MLFLOW_EXPERIMENT_NAME", "MLFLOW_RUN_CONTEXT"]);

/** What a command's environment is made of. */
export interface CommandSurroundings {
  environment: Environment;
  trackingUri: string;
  experimentId: string;
  step: Pick<BuildStep, "env"> | undefined;
}

/** What every command starts with: the environment of Slipway, the file's `env`, and where to log to. */
export function baseEnvironment(around: CommandSurroundings): Record<string, string> {
  const inherited = Object.entries(around.environment).filter(
    (entry): entry is [string, string] => entry[1] !== undefined && !MISLEADING.has(entry[0]),
  );
  // What depends on the cell is for candidates alone.
  const own = Object.entries(around.step?.env ?? {}).filter(([, value]) => !value.includes(OPENING));
  return {
    // Without it Python keeps output back until much of it is there, and nothing can be followed.
    PYTHONUNBUFFERED: "1",
    ...Object.fromEntries(inherited),
    ...Object.fromEntries(own),
    MLFLOW_TRACKING_URI: around.trackingUri,
    MLFLOW_EXPERIMENT_ID: around.experimentId,
  };
}

/**
 * The environment of one candidate's command. Its run is resumed by the first `start_run`; runs that it makes
 * beside it bear the tags of `MLFLOW_RUN_CONTEXT`, by which they are found.
 * @param runId absent, the command makes all its runs itself
 */
export function candidateEnvironment(
  plan: BuildPlan,
  cell: Cell,
  runId: string | undefined,
): Record<string, string> {
  const own = Object.entries(plan.step.env).map(([key, value]) => [key, fill(value, { matrix: cell })]);
  const context = {
    ...commitTags(plan.commit),
    ...candidateTags(plan.runId, cell, plan.step.repeatOver),
  };
  return {
    ...baseEnvironment({ ...plan, step: undefined }),
    ...Object.fromEntries(own),
    MLFLOW_TRACKING_URI: plan.trackingUri,
    MLFLOW_EXPERIMENT_ID: plan.experimentId,
    MLFLOW_RUN_CONTEXT: JSON.stringify(context),
    ...(runId !== undefined && { MLFLOW_RUN_ID: runId }),
  };
}
