import { key, table, varchar } from "./table.js";

/** The schema's revision in MLflow's own numbering. */
export const alembicVersion = {
  alembic_version: table(
    { version_num: varchar(32) },
    { primaryKey: key("alembic_version_pkc", "version_num") },
  ),
};

/** The revision that MLflow 3.18 makes, and that this schema is. */
export const REVISION = "f4a9b2c7d1e6";
