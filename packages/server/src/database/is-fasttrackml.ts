/** Whether a database's tables are FastTrackML's: those of an old MLflow, with a version of their own beside Alembic's. */
export const isFastTrackMl = (tables: readonly string[]): boolean =>
  ["schema_version", "experiments", "latest_metrics"].every((name) => tables.includes(name));
