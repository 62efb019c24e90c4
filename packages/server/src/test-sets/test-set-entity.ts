import { type Adaptivity, sealedLook, type TestSet, type TestSetLook } from "@slipway/contract";
import type { LookRow, TestSetRow } from "./test-set-store.js";

/** A set and its looks as the rules see them: with all keys. */
export const toTestSet = (row: TestSetRow, looks: readonly LookRow[]): TestSet => ({
  name: row.name,
  digest: row.digest,
  looks: row.looks,
  adaptivity: row.adaptivity as Adaptivity,
  passes: row.passes,
  reliability: row.reliability,
  reveal: row.reveal as TestSet["reveal"],
  examples: row.examples,
  created_at: row.created_at,
  spent: looks.map(toLook),
  retired_at: Number(row.retired_at) === 0 ? undefined : row.retired_at,
  retired_reason: row.retired_reason ?? undefined,
});

const toLook = (row: LookRow): TestSetLook => ({
  decision_id: row.decision_id,
  number: row.number,
  spent_at: row.spent_at,
  model: row.model,
  champion: row.champion ?? undefined,
  run_id: row.run_id ?? undefined,
  commit: row.commit_sha ?? undefined,
  actor: row.actor ?? undefined,
  passed: row.passed === null ? undefined : row.passed !== 0,
  revealed: row.revealed !== 0,
  reveal_reason: row.reveal_reason ?? undefined,
  recipient: row.recipient,
  identity: row.identity,
});

/** The same for readers: without what would open sealed evidence. */
export const sealed = (set: TestSet): TestSet => ({
  ...set,
  spent: set.spent.map((look) => sealedLook(set, look)),
});
