import type { Names } from "./ask.js";

/** Makes one of each entity on a server, for rows that are wrong in one field only; their ids. */
export async function makeFixture(uri: string): Promise<Names> {
  const post = (path: string, fields: unknown) => call(uri, "POST", path, fields);
  const experiment = await post("experiments/create", { name: "fixture" });
  const experiment_id = String(experiment.experiment_id);
  const run = (await post("runs/create", { experiment_id, run_name: "fixture" })).run as RunAnswer;
  const run_id = run.info.run_id;
  await post("runs/log-batch", {
    run_id,
    metrics: [{ key: "m", value: 1, timestamp: 1, step: 0 }],
    params: [{ key: "p", value: "1" }],
  });
  const logged = (await post("logged-models", { experiment_id, name: "fixture" })).model as ModelAnswer;
  const source = `${run.info.artifact_uri}/model`;
  await post("registered-models/create", { name: "fixture model" });
  await post("model-versions/create", { name: "fixture model", source, run_id });
  return {
    experiment: experiment_id,
    run: run_id,
    logged: logged.info.model_id,
    model: "fixture model",
    source,
  };
}

interface RunAnswer {
  readonly info: { readonly run_id: string; readonly artifact_uri: string };
}

interface ModelAnswer {
  readonly info: { readonly model_id: string };
}

async function call(
  uri: string,
  method: string,
  path: string,
  fields: unknown,
): Promise<Record<string, unknown>> {
  const answer = await fetch(`${uri}/api/2.0/mlflow/${path}`, {
    method,
    headers: { "content-type": "application/json" },
    body: JSON.stringify(fields),
  });
  if (!answer.ok) throw new Error(`the fixture's ${path} failed: ${answer.status} ${await answer.text()}`);
  return (await answer.json()) as Record<string, unknown>;
}
