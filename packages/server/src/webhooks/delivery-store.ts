import type { DeliveryStatus } from "@slipway/contract";
import type { Insertable, Selectable } from "kysely";
import type { Db } from "../database/database.js";
import type { Tables } from "../database/schema/index.js";
import type { Page } from "../searching/page.js";

export type DeliveryRow = Selectable<Tables["slipway_webhook_deliveries"]>;
type NewDelivery = Insertable<Tables["slipway_webhook_deliveries"]>;

export async function insertDelivery(tx: Db, row: NewDelivery): Promise<void> {
  await tx.insertInto("slipway_webhook_deliveries").values(row).execute();
}

const pending = (db: Db, without: readonly string[]) => {
  const rows = db.selectFrom("slipway_webhook_deliveries").where("status", "=", "PENDING");
  return without.length === 0 ? rows : rows.where("webhook_id", "not in", without);
};

/** Deliveries that are due, those that have waited longest first. @param without webhooks to leave out */
export const selectDue = (db: Db, time: number, limit: number, without: readonly string[]) =>
  pending(db, without)
    .selectAll()
    .where("due_at", "<=", time)
    .orderBy("due_at")
    .orderBy("id")
    .limit(limit)
    .execute();

/** When the next delivery is due; undefined when none is. */
export async function nextDue(db: Db, without: readonly string[]): Promise<number | undefined> {
  const row = await pending(db, without)
    .select(({ fn }) => fn.min("due_at").as("due"))
    .executeTakeFirst();
  return row?.due === null || row?.due === undefined ? undefined : Number(row.due);
}

/**
 * Takes a delivery for as long as the lease lasts; its due time is the token of the lease, so that of several servers
 * only one changes it, on every database.
 * @returns false when another server was faster
 */
export async function claimDelivery(tx: Db, row: DeliveryRow, lease: number): Promise<boolean> {
  const answer = await tx
    .updateTable("slipway_webhook_deliveries")
    .set({ due_at: lease, attempts: row.attempts + 1 })
    .where("id", "=", row.id)
    .where("status", "=", "PENDING")
    .where("due_at", "=", row.due_at)
    .executeTakeFirst();
  return answer.numUpdatedRows > 0n;
}

/** What became of an attempt. */
export type Settlement = Pick<
  NewDelivery,
  | "status"
  | "failures"
  | "due_at"
  | "attempts"
  | "response_status"
  | "response_body"
  | "error_message"
  | "updated_at"
> & { status: DeliveryStatus };

/** Writes down what became of an attempt, unless the lease ran out and somebody else has it now. */
export async function settleDelivery(
  tx: Db,
  { id, due_at }: Pick<DeliveryRow, "id" | "due_at">,
  settlement: Settlement,
): Promise<void> {
  await tx
    .updateTable("slipway_webhook_deliveries")
    .set(settlement)
    .where("id", "=", id)
    .where("due_at", "=", due_at)
    .where("status", "=", "PENDING")
    .execute();
}

/** A page of a webhook's deliveries, newest first, and one beyond it when there are more. */
export const selectDeliveries = (db: Db, webhook: string, page: Page): Promise<DeliveryRow[]> =>
  db
    .selectFrom("slipway_webhook_deliveries")
    .selectAll()
    .where("webhook_id", "=", webhook)
    .orderBy("id", "desc")
    .limit(page.limit + 1)
    .offset(page.offset)
    .execute();

export const findDelivery = (db: Db, webhook: string, delivery: string): Promise<DeliveryRow | undefined> =>
  db
    .selectFrom("slipway_webhook_deliveries")
    .selectAll()
    .where("delivery_id", "=", delivery)
    .where("webhook_id", "=", webhook)
    .executeTakeFirst();

/** Queues a delivery again, with the same id and content. */
export async function requeueDelivery(tx: Db, delivery: string, time: number): Promise<void> {
  await tx
    .updateTable("slipway_webhook_deliveries")
    .set({ status: "PENDING", due_at: time, failures: 0, updated_at: time })
    .where("delivery_id", "=", delivery)
    .where("status", "!=", "PENDING")
    .execute();
}

/** Forgets what was sent before a time, and what is beyond the newest `kept` of each webhook. Pending ones stay. */
export async function forgetDeliveries(tx: Db, before: number, kept: number): Promise<void> {
  const sent = tx.deleteFrom("slipway_webhook_deliveries").where("status", "!=", "PENDING");
  await sent.where("created_at", "<", before).execute();
  const crowded = await tx
    .selectFrom("slipway_webhook_deliveries")
    .select("webhook_id")
    .groupBy("webhook_id")
    .having(({ fn }) => fn.countAll(), ">", kept)
    .execute();
  for (const { webhook_id } of crowded) {
    const newest = await selectDeliveries(tx, webhook_id, { offset: kept - 1, limit: 0 });
    const oldest = newest[0]?.id;
    if (oldest !== undefined)
      await sent.where("webhook_id", "=", webhook_id).where("id", "<", oldest).execute();
  }
}
