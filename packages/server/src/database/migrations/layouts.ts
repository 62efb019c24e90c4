import { mlflowTables, ownTables } from "../schema/index.js";
import { type Key, key, type Table } from "../schema/table.js";

/** Prefix of what Slipway adds to MLflow's schema. */
const OURS = "slipway_";

/** The keys and indexes of the tables that Slipway stores in another order than MLflow does. */
const THEIRS: Record<string, Pick<Table, "primaryKey" | "indexes">> = {
  experiment_tags: { primaryKey: key("experiment_tag_pk", "key", "experiment_id") },
  tags: {
    primaryKey: key("tag_pk", "key", "run_uuid"),
    indexes: [key("index_tags_run_uuid", "run_uuid")],
  },
  params: {
    primaryKey: key("param_pk", "key", "run_uuid"),
    indexes: [key("index_params_run_uuid", "run_uuid")],
  },
  metrics: {
    primaryKey: key("metric_pk", "key", "timestamp", "step", "run_uuid", "value", "is_nan"),
    indexes: [
      key("index_metrics_run_uuid", "run_uuid"),
      key("index_metrics_run_uuid_key_step", "run_uuid", "key", "step"),
    ],
  },
  latest_metrics: {
    primaryKey: key("latest_metric_pk", "key", "run_uuid"),
    indexes: [key("index_latest_metrics_run_uuid", "run_uuid")],
  },
};

/** MLflow's tables as Slipway lays them out in a database of its own. */
export const slipwayLayout: Record<string, Table> = mlflowTables;

/** The same tables exactly as MLflow lays them out. */
export const mlflowLayout: Record<string, Table> = Object.fromEntries(
  Object.entries(slipwayLayout).map(([name, table]) => [name, asMlflow(name, table)]),
);

function asMlflow(name: string, { clustered: _, indexes = [], ...table }: Table): Table {
  return { ...table, indexes: indexes.filter((index) => !index.name.startsWith(OURS)), ...THEIRS[name] };
}

/** Indexes that earlier releases of MLflow made, and later ones dropped. */
const RETIRED = [
  "index_jobs_function_status_creation_time",
  "index_spans_experiment_id",
  "unique_endpoint_model_mapping",
  "unique_endpoint_name",
  "unique_model_definition_name",
  "unique_secret_name",
];

const namesOf = (layout: Record<string, Table>): string[] =>
  Object.values(layout).flatMap(({ indexes = [], uniqueIndexes = [] }) =>
    [...indexes, ...uniqueIndexes].map((index: Key) => index.name),
  );

const KNOWN: ReadonlySet<string> = new Set([
  ...namesOf(slipwayLayout),
  ...namesOf(mlflowLayout),
  ...namesOf(ownTables),
  ...RETIRED,
]);

/** What made names unique before workspaces: MySQL gives a key without a name that of its column. */
const RETIRED_ON_MYSQL = "UNIQUE KEY `name` (`name`)";

/** Whether an index is MLflow's or Slipway's to make and drop. All others are the user's, and stay. */
export const isKnownIndex = (name: string, definition?: string): boolean =>
  KNOWN.has(name) || definition === RETIRED_ON_MYSQL;
