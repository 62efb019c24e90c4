import type { Int64 } from "@slipway/contract";
import { sql } from "kysely";
import type { Db } from "../database/database.js";
import type { Dialect } from "../database/dialects/index.js";
import type { Page } from "../searching/page.js";
import { type EventKey, isMlflowEvent } from "./webhook-event.js";

/** A webhook as it is stored: in MLflow's table, or in ours when it has none of MLflow's events. */
export interface WebhookRow {
  webhook_id: string;
  name: string;
  description: string | null;
  url: string;
  status: string;
  /** Encrypted. */
  secret: string | null;
  creation_timestamp: Int64 | null;
  last_updated_timestamp: Int64 | null;
}

// Other workspaces can exist only in a database that MLflow ran with workspaces enabled.
const WORKSPACE = "default";

const COLUMNS = [
  "webhook_id",
  "name",
  "description",
  "url",
  "status",
  "secret",
  "creation_timestamp",
  "last_updated_timestamp",
] as const;

const mlflows = (db: Db) =>
  db
    .selectFrom("webhooks")
    .select(COLUMNS)
    .where("workspace", "=", WORKSPACE)
    .where("deleted_timestamp", "is", null);

const ours = (db: Db) => db.selectFrom("slipway_webhooks").select(COLUMNS);

export async function findWebhook(db: Db, id: string): Promise<WebhookRow | undefined> {
  const found = await mlflows(db).where("webhook_id", "=", id).executeTakeFirst();
  return found ?? ours(db).where("webhook_id", "=", id).executeTakeFirst();
}

/** A page of webhooks, newest first, and one beyond it when there are more. */
export const selectWebhooks = (db: Db, page: Page, all: boolean): Promise<WebhookRow[]> =>
  (all ? mlflows(db).unionAll(ours(db)) : mlflows(db))
    .orderBy("creation_timestamp", "desc")
    .orderBy("webhook_id")
    .limit(page.limit + 1)
    .offset(page.offset)
    .execute();

/** The events of each of some webhooks, in the order of their names. */
export async function selectEvents(
  db: Db,
  dialect: Dialect,
  ids: readonly string[],
): Promise<Map<string, EventKey[]>> {
  const events = new Map<string, EventKey[]>(ids.map((id) => [id, []]));
  for (const table of ["webhook_events", "slipway_webhook_events"] as const) {
    const rows = await db
      .selectFrom(table)
      .select(["webhook_id", "entity", "action"])
      .where(dialect.oneOf(sql.ref("webhook_id"), ids))
      .orderBy("entity")
      .orderBy("action")
      .execute();
    for (const { webhook_id, entity, action } of rows) events.get(webhook_id)?.push({ entity, action });
  }
  return events;
}

/** Writes a webhook with its events as a whole, where MLflow sees it or, if it could not read it, where it does not. */
export async function saveWebhook(tx: Db, row: WebhookRow, events: readonly EventKey[]): Promise<void> {
  const { webhook_id } = row;
  await forget(tx, webhook_id);
  for (const table of ["webhook_events", "webhooks"] as const)
    await tx.deleteFrom(table).where("webhook_id", "=", webhook_id).execute();
  const known = events.filter(isMlflowEvent);
  if (known.length === 0) await tx.insertInto("slipway_webhooks").values(dated(row)).execute();
  else
    await tx
      .insertInto("webhooks")
      .values({ ...row, workspace: WORKSPACE, deleted_timestamp: null })
      .execute();
  for (const event of events)
    await tx
      .insertInto(isMlflowEvent(event) ? "webhook_events" : "slipway_webhook_events")
      .values({ webhook_id, ...event })
      .execute();
}

const dated = ({ creation_timestamp, last_updated_timestamp, ...row }: WebhookRow) => ({
  ...row,
  creation_timestamp: creation_timestamp ?? 0,
  last_updated_timestamp: last_updated_timestamp ?? 0,
});

/** Deletes a webhook; one of MLflow's stays in its table as MLflow leaves it. */
export async function deleteWebhook(tx: Db, id: string, time: number): Promise<void> {
  await forget(tx, id);
  await tx
    .updateTable("webhooks")
    .set({ deleted_timestamp: time, last_updated_timestamp: time })
    .where("webhook_id", "=", id)
    .execute();
}

/** Removes what is in our own tables of a webhook. */
async function forget(tx: Db, id: string): Promise<void> {
  for (const table of ["slipway_webhook_events", "slipway_webhooks"] as const)
    await tx.deleteFrom(table).where("webhook_id", "=", id).execute();
}

/** The ids of the active webhooks that subscribe to an event. */
export async function selectSubscribers(db: Db, dialect: Dialect, event: EventKey): Promise<string[]> {
  const subscriptions = await db
    .selectFrom(isMlflowEvent(event) ? "webhook_events" : "slipway_webhook_events")
    .select("webhook_id")
    .where("entity", "=", event.entity)
    .where("action", "=", event.action)
    .execute();
  if (subscriptions.length === 0) return [];
  const ids = subscriptions.map(({ webhook_id }) => webhook_id);
  const chosen = dialect.oneOf(sql.ref("webhook_id"), ids);
  const rows = [
    ...(await mlflows(db).where(chosen).where("status", "=", "ACTIVE").execute()),
    ...(await ours(db).where(chosen).where("status", "=", "ACTIVE").execute()),
  ];
  return rows.map(({ webhook_id }) => webhook_id);
}
