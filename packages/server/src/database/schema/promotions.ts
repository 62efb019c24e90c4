import { bigint, boolean, integer, key, maybe, table, text, varchar } from "./table.js";

/**
 * The append-only history of champions. No foreign keys into MLflow's tables: the history of a model outlives it,
 * and MLflow's own server must be able to delete what it made.
 */
export const promotions = {
  slipway_promotions: table(
    {
      id: integer({ counted: "forever" }),
      name: varchar(256),
      action: varchar(20),
      version: maybe(integer()),
      previous_version: maybe(integer()),
      stage: maybe(varchar(20)),
      alias: maybe(varchar(256)),
      forced: boolean({ default: 0 }),
      reason: maybe(text()),
      actor: maybe(varchar(256)),
      actor_verified: boolean({ default: 0 }),
      commit_sha: maybe(varchar(64)),
      run_id: maybe(varchar(32)),
      decision: maybe(text({ mysql: "longtext" })),
      idempotency_key: maybe(varchar(256)),
      created_at: bigint(),
      /** One life of a model, and the entry's place in it. */
      chain: maybe(varchar(32)),
      seq: maybe(integer()),
      previous_name: maybe(varchar(256)),
      /** JSON: who holds what after the entry. */
      standing: maybe(text()),
      on_hold: boolean({ default: 0 }),
      envelope: maybe(text({ mysql: "longtext" })),
      /** The decision that was spent. */
      decision_id: maybe(varchar(128)),
      previous_hash: maybe(varchar(64)),
      hash: maybe(varchar(64)),
    },
    {
      primaryKey: key("slipway_promotions_pk", "id"),
      unique: [key("slipway_promotions_once", "name", "idempotency_key")],
      // What no other server may write as well: the same place in a chain, the same decision.
      uniqueIndexes: [
        key("slipway_promotions_chained", "chain", "seq"),
        key("slipway_promotions_spent", "decision_id"),
      ],
      indexes: [
        key("slipway_promotions_by_name", "name", "id"),
        key("slipway_promotions_by_stage", "name", "stage", "created_at"),
        key("slipway_promotions_by_alias", "name", "alias", "created_at"),
      ],
    },
  ),
  /** Stages and aliases that only a decision moves. */
  slipway_protections: table(
    {
      name: varchar(256),
      /** `stage` or `alias`. */
      kind: varchar(10),
      place: varchar(256),
      public_key: maybe(text()),
      allow_force: boolean({ default: 0 }),
      approvals: maybe(integer()),
      reason: maybe(text()),
      actor: maybe(varchar(256)),
      created_at: bigint(),
    },
    { primaryKey: key("slipway_protections_pk", "name", "kind", "place") },
  ),
};
