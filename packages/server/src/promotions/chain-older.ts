import { randomBytes } from "node:crypto";
import type { Standing } from "@slipway/contract";
import type { Db } from "../database/database.js";
import { findRegisteredModel } from "../registered-models/require-registered-model.js";
import { NOBODY } from "./changes.js";
import { isEnded } from "./is-ended.js";
import { hashOf, parseStanding } from "./promotion-entity.js";
import * as store from "./promotion-store.js";

type Row = store.PromotionRow;

/**
 * Takes the entries of a name that an earlier version of Slipway wrote into chains, each with the standing that
 * follows from those before. The model must be locked, when it is there.
 * @returns the newest entry of the name
 */
export async function chainOlder(tx: Db, name: string): Promise<Row | undefined> {
  const model = await findRegisteredModel(tx, name);
  let last = await store.findLastChained(tx, name);
  for (const row of await store.selectUnchained(tx, name)) {
    if (last && isEnded(last, model) !== isEnded(row, model)) last = undefined;
    last = chained(row, last);
    await store.chainPromotion(tx, last);
  }
  return last;
}

function chained(row: Row, last: Row | undefined): Row {
  const before = last?.standing ? parseStanding(last.standing) : NOBODY;
  const next = {
    ...row,
    chain: last?.chain ?? randomBytes(16).toString("hex"),
    seq: (last?.seq ?? 0) + 1,
    standing: JSON.stringify(after(before, row)),
    on_hold: holdAfter(row.action, last?.on_hold ?? 0),
    previous_hash: last?.hash ?? null,
    hash: null,
  };
  return { ...next, hash: hashOf(next) };
}

function after(before: Standing, { action, version, stage, alias }: Row): Standing {
  if (version === null || (action !== "promote" && action !== "rollback")) return before;
  const holder = String(version);
  return {
    stages: replaced(before.stages, "stage", stage, (name) => ({ stage: name, versions: [holder] })),
    aliases: replaced(before.aliases, "alias", alias, (name) => ({ alias: name, version: holder })),
  };
}

function replaced<K extends string, T extends Record<K, string>>(
  items: readonly T[],
  key: K,
  name: string | null,
  make: (name: string) => T,
): T[] {
  if (name === null) return [...items];
  const others = items.filter((item) => item[key] !== name);
  return [...others, make(name)].sort((a, b) => (a[key] < b[key] ? -1 : 1));
}

/** Whether releases hold after an action. */
export function holdAfter(action: string, before: number): number {
  if (action === "rollback" || action === "hold") return 1;
  return action === "resume" ? 0 : before;
}
