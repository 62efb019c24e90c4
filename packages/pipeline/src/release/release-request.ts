import { dirname } from "node:path";
import { comparisonsOf } from "@slipway/search";
import {
  DEFAULT_ARTIFACT,
  DEFAULT_PROMOTE,
  type ReleaseStep,
  type SlipwayFile,
  type TestSetStep,
} from "../file/slipway-file.js";
import { PipelineError } from "../pipeline-error.js";
import { gateOfText } from "./gate-of-text.js";
import { parseWhere } from "./where.js";

/** What to release: as a file says, or an experiment's best run without one. */
export type ReleaseRequest =
  | {
      file: SlipwayFile;
      /** The build to choose from; absent, the newest of the experiment, if any, else all its runs. */
      buildRunId?: string;
      /** The run to release, instead of the best of many. */
      runId?: string;
    }
  | {
      file?: undefined;
      /** Names. The experiment may be left out where a run is named. */
      experiment?: string;
      model: string;
      /** The run to release, instead of the best of the experiment. */
      runId?: string;
      /** The logged metric to select and compare by; absent, the one that `where` filters by. */
      metric?: string;
      goal?: "maximize" | "minimize";
      where?: string;
      /** The name under which runs logged their model; `model` unless given. */
      artifact?: string;
      /** The command that scores a model on held-out examples; absent, only logged metrics are compared. */
      evaluate?: string;
      /** The budget of those examples. */
      testSet?: TestSetStep;
      /** Gates as they would stand in a file, e.g. `flips: { max: 0.02 }`; beside `improvement` unless they name it. */
      gates?: readonly string[];
      stage?: string;
      alias?: string;
      /** Where the command was given: the repository that is asked for the commit. */
      directory?: string;
    };

/** A request with everything said. */
export interface ResolvedRequest {
  experiment: string;
  model: string;
  step: ReleaseStep;
  directory: string;
  file: SlipwayFile | undefined;
  buildRunId: string | undefined;
  runId: string | undefined;
}

/** @throws PipelineError `usage` for a file without a release, or a request that names no metric */
export function resolveRequest(request: ReleaseRequest): ResolvedRequest {
  if (!request.file) return resolveFlags(request);
  const { file, buildRunId, runId } = request;
  if (!file.release || file.model === undefined) {
    throw new PipelineError("usage", `${file.path} has no \`release\``, {
      hint: "say how the best candidate is selected with `release.select`, and name the registered `model`",
    });
  }
  const { experiment, model, release: step } = file;
  const select = runId === undefined ? step.select : { ...step.select, minRepeats: 1 };
  return {
    experiment,
    model,
    step: { ...step, select },
    directory: dirname(file.path),
    file,
    buildRunId,
    runId,
  };
}

function resolveFlags(request: Extract<ReleaseRequest, { file?: undefined }>): ResolvedRequest {
  const { where, goal = "maximize", stage, alias, runId } = request;
  if (request.experiment === undefined && runId === undefined) {
    throw new PipelineError("usage", "it is not said what to release", {
      hint: "name an experiment, or a run",
    });
  }
  const metric = request.metric ?? metricOfWhere(where);
  const context = { evaluated: request.evaluate !== undefined };
  const asked = (request.gates ?? []).map((text) => gateOfText(text, context));
  const step: ReleaseStep = {
    artifact: request.artifact ?? DEFAULT_ARTIFACT,
    select: { metric, goal, ...(where !== undefined && { where }), minRepeats: 1 },
    ...(request.evaluate !== undefined && { evaluate: request.evaluate }),
    ...(request.testSet && { testSet: request.testSet }),
    gates: [
      ...(asked.some(({ name }) => name === "improvement")
        ? []
        : [{ name: "improvement", parameters: { metric, goal } }]),
      ...asked,
    ],
    promote: stage || alias ? { ...(stage && { stage }), ...(alias && { alias }) } : DEFAULT_PROMOTE,
  };
  return {
    experiment: request.experiment ?? "",
    model: request.model,
    step,
    directory: request.directory ?? process.cwd(),
    file: undefined,
    buildRunId: undefined,
    runId,
  };
}

function metricOfWhere(where: string | undefined): string {
  const compared = where ? parseWhere(where).metrics.flatMap(({ filter }) => comparisonsOf(filter)) : [];
  const metrics = new Set(compared.map(({ key }) => key));
  const [only] = metrics;
  if (only !== undefined && metrics.size === 1) return only;
  throw new PipelineError("usage", "it is not said by which metric the best run is selected", {
    hint: "name one that the runs logged with `--metric NAME`",
  });
}
