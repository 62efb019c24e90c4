import { alembicVersion } from "./alembic-version.js";
import { datasets } from "./datasets.js";
import { evaluation } from "./evaluation.js";
import { experiments } from "./experiments.js";
import { gateway } from "./gateway.js";
import { jobs } from "./jobs.js";
import { loggedModels } from "./logged-models.js";
import { mcp } from "./mcp.js";
import { metrics } from "./metrics.js";
import { promotions } from "./promotions.js";
import { registry } from "./registry.js";
import { review } from "./review.js";
import { runs } from "./runs.js";
import { skills } from "./skills.js";
import type { RowOf, Table } from "./table.js";
import { testSets } from "./test-sets.js";
import { traceRollups } from "./trace-rollups.js";
import { traces } from "./traces.js";
import { webhookDeliveries } from "./webhook-deliveries.js";
import { webhooks } from "./webhooks.js";
import { workspaces } from "./workspaces.js";

/** Tables that Slipway reads and writes and MLflow knows. */
export const classic = {
  ...alembicVersion,
  ...workspaces,
  ...experiments,
  ...runs,
  ...metrics,
  ...datasets,
  ...loggedModels,
  ...registry,
  ...webhooks,
};

/** Tables that are there for MLflow's own server alone. */
export const genaiTables = {
  ...traces,
  ...traceRollups,
  ...evaluation,
  ...gateway,
  ...review,
  ...mcp,
  ...skills,
  ...jobs,
};

/** MLflow's whole schema, each table after the tables that it refers to. */
export const mlflowTables = { ...classic, ...genaiTables };

/** Tables that only Slipway knows. Their names start with `slipway_`. */
export const ownTables = { ...promotions, ...testSets, ...webhookDeliveries };

/** A table by its name. @throws Error when there is none */
export function tableOf(name: string): Table {
  const all: Record<string, Table> = { ...mlflowTables, ...ownTables };
  const found = all[name];
  if (!found) throw new Error(`there is no table ${name}`);
  return found;
}

type Typed = typeof classic & typeof ownTables;

/** The rows of the classic tables and of our own, as Kysely types them. */
export type Tables = { [K in keyof Typed]: RowOf<Typed[K]> };

export { REVISION } from "./alembic-version.js";
