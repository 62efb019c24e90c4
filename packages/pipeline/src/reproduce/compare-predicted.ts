import { join } from "node:path";
import type { Connection } from "@slipway/sdk";
import { baseEnvironment } from "../build/command-environment.js";
import { secretsOf } from "../build/secret-mask.js";
import type { ReleaseStep, SlipwayFile } from "../file/slipway-file.js";
import { compareFiles } from "../gates/compare-files.js";
import { noObserver } from "../progress.js";
import { withTemporaryFolder } from "../receipts/temporary-folder.js";
import { evaluateModel } from "../release/evaluate-model.js";
import type { ModelArtifact } from "../release/model-artifact.js";
import type { ReproduceOptions } from "./reproduce-options.js";

interface Request extends ReproduceOptions {
  connection: Connection;
  file: SlipwayFile;
  step: ReleaseStep;
  old: ModelArtifact;
  made: ModelArtifact;
}

/** Whether two models predict significantly differently on the held-out examples, in either direction. */
export async function comparePredicted(request: Request): Promise<{ differs: boolean; reason: string }> {
  const { step, connection, file, trackingUri, environment = process.env, observe = noObserver } = request;
  const gate = step.gates.find(({ name }) => name === "improvement" || name === "non-inferiority");
  const metric = gate?.parameters.metric;
  if (step.evaluate === undefined || typeof metric !== "string") {
    return { differs: false, reason: "nothing in the file compares predictions" };
  }
  if (step.testSet) {
    return { differs: false, reason: "predictions are not compared: each look at the test set is budgeted" };
  }
  const plan = {
    connection,
    step,
    directory: file.directory,
    commandEnvironment: baseEnvironment({ environment, trackingUri, experimentId: "0", step: file.build }),
    secrets: secretsOf({ ...environment, MLFLOW_TRACKING_URI: trackingUri }),
    observe,
    signal: request.signal,
  };
  const { evaluate } = step;
  return withTemporaryFolder(async (folder) => {
    const score = async (role: "candidate" | "champion", label: string, uri: string) =>
      (await evaluateModel(plan, evaluate, { role, label, uri }, join(folder, role), undefined)).files
        .predictions;
    const made = await score("candidate", "the new model", request.made.source);
    const old = await score("champion", request.origin.uri, request.old.source);
    const goal = gate?.parameters.goal as "maximize" | "minimize" | undefined;
    const options = { metric, ...(goal && { goal }) };
    const better = (await compareFiles(made, old, options)).verdict.status === "pass";
    const worse = (await compareFiles(old, made, options)).verdict.status === "pass";
    const word = better
      ? "significantly better than"
      : worse
        ? "significantly worse than"
        : "not significantly different from";
    return { differs: better || worse, reason: `in ${metric} the new model is ${word} the version` };
  });
}
