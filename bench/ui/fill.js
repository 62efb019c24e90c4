/** How many runs have a long history. */
export const LONG_RUNS = 20;

/** What the pages of both UIs are asked for. */
export const EXPERIMENT = "1";
const CURVE = "loss";
/** The values of params are a run's number modulo this. */
const VALUES = 97;

export const runName = (number) => `run-${number}`;
export const runId = (number) => number.toString(16).padStart(32, "0");

/** A filter by a param that the newest run does not match; `newest` is the newest that does. */
export const filterOf = (runs) => ({ text: `params.p0 = '${(runs - 50) % VALUES}'`, newest: runs - 50 });

/** The runs that have a long history, the newest first. */
export const runsWithCurves = (runs) => Array.from({ length: LONG_RUNS }, (_, n) => runs - n);

/**
 * Fills a database that either server made with runs of as many metrics as params each, and long histories of the 20
 * newest. Rows are written straight into the tables, since only reading them is measured.
 * @param size how many runs, keys of metrics and of params each, and points of each long history
 */
export async function fill(database, { runs, keys, points }) {
  const { series, hex } = database.sql;
  const each = (count, name) => `(${series(count)}) AS ${name}`;
  const insert = (table, columns, from) =>
    database.run(
      `INSERT INTO ${table} (${Object.keys(columns).join(", ")}) SELECT ${Object.values(columns).join(", ")} FROM ${from}`,
    );
  const run_uuid = hex("r.i");
  const pairs = `${each(runs, "r")} CROSS JOIN ${each(keys, "k")}`;
  const value = "((r.i * 2654435761 + k.i * 40503) % 1000003) / 1000003.0";
  const point = { key: "'m' || (k.i - 1)", value, timestamp: 1, step: 0, is_nan: 0, run_uuid };
  await insert("experiments", experiment, each(1, "e"));
  // Else MLflow's UI asks whether its experiment is one of language models, and shows other pages first.
  await insert("experiment_tags", kind, each(1, "e"));
  await insert("runs", { run_uuid, ...run }, each(runs, "r"));
  await insert("tags", { key: "'mlflow.runName'", value: "'run-' || r.i", run_uuid }, each(runs, "r"));
  await insert("metrics", point, pairs);
  await insert("latest_metrics", point, pairs);
  await insert(
    "params",
    { key: "'p' || (k.i - 1)", value: `CAST(r.i % ${VALUES} AS TEXT)`, run_uuid },
    pairs,
  );
  for (const number of runsWithCurves(runs)) {
    const key = { key: `'${CURVE}'`, is_nan: 0, run_uuid: `'${runId(number)}'` };
    const decay = `${1 + number / 7} / (1 + p.i / 5000.0) + (p.i * 7919 % 1000) / 20000.0`;
    const history = { ...key, value: decay, timestamp: "p.i", step: "p.i" };
    await insert("metrics", history, each(points, "p"));
    await insert(
      "latest_metrics",
      { ...key, value: decay, timestamp: points, step: points },
      `${each(1, "p")}`,
    );
  }
  await database.run("ANALYZE");
}

const experiment = {
  ...{ experiment_id: EXPERIMENT, name: "'bench'", artifact_location: "'mlflow-artifacts:/1'" },
  ...{ lifecycle_stage: "'active'", creation_time: 1, last_update_time: 1 },
};

const kind = {
  ...{ key: "'mlflow.experimentKind'", value: "'custom_model_development'", experiment_id: EXPERIMENT },
};

const run = {
  ...{ name: "'run-' || r.i", source_type: "'LOCAL'", source_name: "''", entry_point_name: "''" },
  ...{ user_id: "'bench'", status: "'FINISHED'", source_version: "''", lifecycle_stage: "'active'" },
  ...{ start_time: "1700000000000 + r.i", end_time: "1700000060000 + r.i", experiment_id: EXPERIMENT },
  artifact_uri: "'mlflow-artifacts:/1/' || r.i || '/artifacts'",
};
