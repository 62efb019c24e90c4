/** A JSON value of an answer. */
export type Json = null | boolean | number | string | Json[] | { [key: string]: Json };
type Fields = { [key: string]: Json };

/** Reads all that a tracking server has over REST: every entity by every call, lists of pairs sorted by key. */
export async function readEverything(uri: string): Promise<Record<string, Json>> {
  const found: Record<string, Json> = {};
  const get = async (path: string, body?: Fields) => {
    const answer = await ask(uri, path, body);
    const isOne = /^(?!registered-models\/get).*(\/get|\/alias)\b/.test(path);
    found[body ? `${path} ${JSON.stringify(body)}` : path] = sorted(isOne ? answer : withoutExtras(answer));
    return answer;
  };
  const experiments = await get("experiments/search", {
    max_results: 1000,
    view_type: "ALL",
    order_by: ["name"],
  });
  for (const experiment of listOf(experiments, "experiments"))
    await readExperiment(get, text(experiment, "experiment_id"));
  const models = await get("registered-models/search");
  for (const model of listOf(models, "registered_models")) await readModel(get, text(model, "name"));
  await get("model-versions/search?order_by=name&order_by=version_number");
  return found;
}

type Get = (path: string, body?: Fields) => Promise<Fields>;

async function readExperiment(get: Get, id: string): Promise<void> {
  await get(`experiments/get?experiment_id=${id}`);
  const runs = await get("runs/search", {
    experiment_ids: [id],
    run_view_type: "ALL",
    order_by: ["run_name"],
  });
  for (const run of listOf(runs, "runs")) await readRun(get, run);
  const models = await get("logged-models/search", { experiment_ids: [id] });
  for (const model of listOf(models, "models")) {
    const modelId = text(fieldsOf(model, "info"), "model_id");
    await get(`logged-models/${modelId}`);
    await get(`logged-models/${modelId}/artifacts/directories`);
  }
}

async function readRun(get: Get, run: Fields): Promise<void> {
  const id = text(fieldsOf(run, "info"), "run_id");
  await get(`runs/get?run_id=${id}`);
  const isLocal = text(fieldsOf(run, "info"), "artifact_uri").startsWith("mlflow-artifacts:");
  if (isLocal) await get(`artifacts/list?run_id=${id}`);
  for (const metric of listOf(fieldsOf(run, "data"), "metrics")) {
    await get(`metrics/get-history?run_id=${id}&metric_key=${encodeURIComponent(text(metric, "key"))}`);
  }
}

async function readModel(get: Get, model: string): Promise<void> {
  const name = encodeURIComponent(model);
  await get(`registered-models/get?name=${name}`);
  const versions = await get(`model-versions/search?filter=${encodeURIComponent(`name = ${quoted(model)}`)}`);
  for (const { version } of listOf(versions, "model_versions")) {
    const found = await get(`model-versions/get?name=${name}&version=${version}`);
    await get(`model-versions/get-download-uri?name=${name}&version=${version}`);
    for (const alias of (fieldsOf(found, "model_version").aliases ?? []) as string[]) {
      await get(`registered-models/alias?name=${name}&alias=${alias}`);
    }
  }
}

/** A name as a literal of the search language; none of ours holds both kinds of quotes. */
function quoted(name: string): string {
  return name.includes("'") ? `"${name}"` : `'${name}'`;
}

async function ask(uri: string, path: string, body?: Fields): Promise<Fields> {
  const headers = { "content-type": "application/json" };
  const answer = await fetch(
    `${uri}/api/2.0/mlflow/${path}`,
    body && { method: "POST", headers, body: JSON.stringify(body) },
  );
  if (!answer.ok) throw new Error(`${path} failed with ${answer.status}: ${await answer.text()}`);
  return (await answer.json()) as Fields;
}

/**
 * A list without what MLflow leaves out of lists and ours fills in: the aliases of versions and the models that
 * went into runs. Both are compared where one entity is got.
 */
function withoutExtras(value: Fields): Fields {
  const kept = Object.entries(value).filter(
    ([name]) => name !== "model_inputs" && !(name === "aliases" && value.version),
  );
  return Object.fromEntries(kept.map(([name, item]) => [name, itemWithoutExtras(item)]));
}

function itemWithoutExtras(item: Json): Json {
  if (Array.isArray(item)) return item.map(itemWithoutExtras);
  return item !== null && typeof item === "object" ? withoutExtras(item) : item;
}

/** The answer with the lists inside of its entities (tags, params, latest metrics) in one order; its own list keeps its. */
function sorted(answer: Fields): Json {
  return mapFields(answer, (value) => (Array.isArray(value) ? value.map(normal) : normal(value)));
}

function normal(value: Json): Json {
  if (Array.isArray(value)) {
    return value.map(normal).sort((a, b) => JSON.stringify(a).localeCompare(JSON.stringify(b)));
  }
  return value !== null && typeof value === "object" ? mapFields(value, normal) : value;
}

/** Applies `change` to every field, the fields in the order of their names. */
function mapFields(fields: Fields, change: (value: Json) => Json): Fields {
  const names = Object.keys(fields).sort();
  return Object.fromEntries(names.map((name) => [name, change(fields[name] ?? null)]));
}

function listOf(fields: Fields, name: string): Fields[] {
  return (fields[name] ?? []) as Fields[];
}

function fieldsOf(fields: Fields, name: string): Fields {
  return (fields[name] ?? {}) as Fields;
}

function text(fields: Fields, name: string): string {
  return String(fields[name] ?? "");
}
