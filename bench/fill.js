/** What the databases are filled with, that the loads ask for. */
export const FILLED = {
  experiment: "1",
  /** The run whose metrics `h0` and `long` have long histories. */
  runWithHistory: "1".padStart(32, "0"),
  model: "bench",
};

const KEYS = 10;
const LONG_HISTORY = 1_000_000;
const HISTORY = 1000;
const EXPERIMENTS = 100;
const VERSIONS = 10_000;

/**
 * Fills a server's database with the same content as every other's: an experiment of runs with 10 metrics and 10
 * params each, long histories, many experiments, and a model of many versions. Rows are written straight into the
 * tables, since only reading them is measured.
 * @param layout what a server's tables have beyond MLflow's: see LAYOUTS
 */
export async function fill(database, layout, runs) {
  const { series, hex } = database.sql;
  const { extra, registry } = LAYOUTS[layout];
  const insert = (table, columns, from) => {
    const all = { ...columns, ...extra[table] };
    return database.run(
      `INSERT INTO ${table} (${Object.keys(all).join(", ")}) SELECT ${Object.values(all).join(", ")} FROM ${from}`,
    );
  };
  const runId = hex("r.i");
  const each = (count, name) => `(${series(count)}) AS ${name}`;
  const pairs = `${each(runs, "r")} CROSS JOIN ${each(KEYS, "k")}`;
  // The same numbers in all databases: a cheap hash of run and key.
  const value = "((r.i * 2654435761 + k.i * 40503) % 1000003) / 1000003.0";
  const no = database.sql.false;

  await insert("experiments", experiment("e.i", "'bench-' || e.i"), each(EXPERIMENTS, "e"));
  await insert("runs", run(runId), each(runs, "r"));
  const point = { key: "'m' || (k.i - 1)", value, timestamp: 1, step: 1, is_nan: no, run_uuid: runId };
  await insert("metrics", point, pairs);
  await insert("latest_metrics", point, pairs);
  const param = `CAST(CAST(floor(${value} * 1000) AS INTEGER) AS VARCHAR(20))`;
  await insert("params", { key: "'p' || (k.i - 1)", [LAYOUTS[layout].param]: param, run_uuid: runId }, pairs);
  await insert("tags", { key: "'mlflow.user'", value: "'bench'", run_uuid: runId }, each(runs, "r"));
  const history = (key, count) =>
    insert(
      "metrics",
      { key: `'${key}'`, value: "r.i / 7.0", timestamp: "r.i", step: "r.i", is_nan: no, run_uuid: one },
      each(count, "r"),
    );
  const one = `'${FILLED.runWithHistory}'`;
  await history("h0", HISTORY);
  await history("long", LONG_HISTORY);
  if (registry) {
    const model = `'${FILLED.model}'`;
    await insert("registered_models", { name: model, creation_time: 1, last_updated_time: 1 }, each(1, "m"));
    await insert("model_versions", version(model), each(VERSIONS, "v"));
  }
  await database.run("ANALYZE");
}

const experiment = (id, name) => ({
  ...{ experiment_id: id, name, artifact_location: `'mlflow-artifacts:/' || ${id}` },
  ...{ lifecycle_stage: "'active'", creation_time: id, last_update_time: id },
});

const run = (id) => ({
  ...{ run_uuid: id, name: "'run-' || r.i", source_type: "'LOCAL'", source_name: "''" },
  ...{ entry_point_name: "''", user_id: "'bench'", status: "'FINISHED'", source_version: "''" },
  ...{
    start_time: "r.i",
    end_time: "r.i + 1",
    lifecycle_stage: "'active'",
    experiment_id: FILLED.experiment,
  },
  artifact_uri: `'mlflow-artifacts:/1/' || r.i || '/artifacts'`,
});

const version = (model) => ({
  ...{ name: model, version: "v.i", creation_time: "v.i", last_updated_time: "v.i", user_id: "''" },
  ...{ current_stage: "CASE WHEN v.i = 9000 THEN 'Production' ELSE 'None' END", status: "'READY'" },
  ...{ source: "'mlflow-artifacts:/1/x/artifacts/model'", run_id: `'${FILLED.runWithHistory}'` },
});

const LAYOUTS = {
  mlflow: { param: "value", registry: true, extra: {} },
  fasttrackml: {
    param: "value_str",
    registry: false,
    extra: {
      experiments: { namespace_id: 1 },
      runs: { row_num: "r.i" },
      metrics: { iter: 1, context_id: 1 },
      latest_metrics: { last_iter: 1, context_id: 1 },
    },
  },
};
