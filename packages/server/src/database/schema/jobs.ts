import { bigint, float, integer, json, key, maybe, references, table, text, varchar } from "./table.js";

/** Background jobs of MLflow's server. */
export const jobs = {
  jobs: table(
    {
      id: varchar(36),
      creation_time: bigint(),
      job_name: varchar(500, { mysql: "varchar(500) NULL" }),
      params: text(),
      timeout: maybe(float()),
      status: integer(),
      result: maybe(text()),
      retry_count: integer(),
      last_update_time: bigint(),
      workspace: varchar(63, { default: "default" }),
      status_details: maybe(json()),
      creator: maybe(varchar(255)),
      executor_backend: maybe(varchar(255)),
      lease_expires_at: maybe(bigint()),
      status_message: maybe(text()),
      progress: maybe(json()),
      progress_updated_at: maybe(bigint()),
      token_hash: maybe(varchar(64)),
      scoped_permissions: maybe(json()),
      next_attempt_at: maybe(bigint()),
    },
    {
      primaryKey: key("jobs_pk", "id"),
      indexes: [
        key("index_jobs_name_status_creation_time", "job_name", "workspace", "status", "creation_time"),
        key("index_jobs_status_lease_expires_at", "status", "lease_expires_at"),
      ],
    },
  ),
  job_locks: table(
    {
      lock_key: varchar(255),
      job_id: varchar(36),
      acquired_at: bigint(),
    },
    {
      primaryKey: key("job_locks_pk", "lock_key"),
      foreignKeys: [
        references(["job_id"], "jobs", ["id"], { name: "fk_job_locks_job_id", onDelete: "cascade" }),
      ],
      indexes: [key("index_job_locks_job_id", "job_id")],
    },
  ),
  scheduler_leases: table(
    {
      lease_key: varchar(255),
      acquired_at: bigint(),
      ttl_seconds: integer(),
    },
    {
      primaryKey: key("scheduler_leases_pk", "lease_key"),
    },
  ),
};
