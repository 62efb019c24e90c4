import { bigint, boolean, float, integer, key, maybe, table, text, varchar } from "./table.js";

/** The ledger of held-out sets. A set is its examples: however it is named, they are looked at on one account. */
export const testSets = {
  slipway_test_sets: table(
    {
      digest: varchar(128),
      name: varchar(256),
      looks: integer(),
      adaptivity: varchar(20),
      passes: integer(),
      reliability: float(),
      reveal: varchar(20),
      examples: bigint(),
      created_at: bigint(),
      /** 0 while it is in use: so one of a name is. */
      retired_at: bigint({ default: 0 }),
      retired_reason: maybe(text()),
    },
    {
      primaryKey: key("slipway_test_sets_pk", "digest"),
      unique: [key("slipway_test_sets_in_use", "name", "retired_at")],
    },
  ),
  slipway_test_set_looks: table(
    {
      decision_id: varchar(128),
      digest: varchar(128),
      number: integer(),
      spent_at: bigint(),
      model: varchar(256),
      champion: maybe(varchar(32)),
      run_id: maybe(varchar(32)),
      commit_sha: maybe(varchar(64)),
      actor: maybe(varchar(256)),
      passed: maybe(boolean()),
      revealed: boolean({ default: 0 }),
      reveal_reason: maybe(text()),
      /** The two halves of the key of its evidence, in age's format. */
      recipient: varchar(128),
      identity: varchar(128),
    },
    {
      primaryKey: key("slipway_test_set_looks_pk", "decision_id"),
      unique: [key("slipway_test_set_looks_in_order", "digest", "number")],
    },
  ),
};
