import { randomUUID } from "node:crypto";
import {
  ApiError,
  type endpoints,
  LIMITS,
  type RequestOf,
  type ResponseOf,
  type Webhook,
  type WebhookEvent,
  type WebhookTestResult,
} from "@slipway/contract";
import type { Database, Db } from "../database/database.js";
import { cutPage, offsetOf } from "../searching/page.js";
import { missingValue } from "../validation/invalid-value.js";
import { checkWebhookUrl } from "./check-webhook-url.js";
import { EXAMPLES } from "./example-payloads.js";
import { encodePayload } from "./payload.js";
import { isAccepted } from "./retry.js";
import { reasonOf, sendWebhook } from "./send-webhook.js";
import { validateSealed, validateWebhookName, validateWebhookTexts } from "./validate-webhook.js";
import { toWebhook } from "./webhook-entity.js";
import {
  type EventKey,
  isMlflowEvent,
  keyOf,
  nameOf,
  readEventName,
  readWireEvent,
} from "./webhook-event.js";
import type { WebhookSecrets } from "./webhook-secrets.js";
import type { WebhookSettings } from "./webhook-settings.js";
import * as store from "./webhook-store.js";

type Calls = typeof endpoints.webhooks;
type Update = RequestOf<Calls["update"]>;

export interface WebhookDependencies {
  database: Database;
  settings: WebhookSettings;
  secrets: WebhookSecrets;
}

/** Webhooks as MLflow 3.18's SQL registry keeps them, and subscriptions to events of our own. */
export class WebhookService {
  private readonly database: Database;

  constructor(private readonly dependencies: WebhookDependencies) {
    this.database = dependencies.database;
  }

  async create(request: RequestOf<Calls["create"]>): Promise<Webhook> {
    const { name, url, description, status = "ACTIVE", secret } = request;
    const events = chosenEvents(request, []);
    if (!events) throw missingValue("events");
    await this.check(request);
    const time = Date.now();
    const row: store.WebhookRow = {
      webhook_id: randomUUID(),
      name,
      description: description || null,
      url,
      status,
      secret: secret ? this.seal(secret) : null,
      creation_timestamp: time,
      last_updated_timestamp: time,
    };
    return this.database.write(async (tx) => {
      await store.saveWebhook(tx, row, events);
      return this.read(tx, row);
    });
  }

  async list(request: RequestOf<Calls["list"]>): Promise<ResponseOf<Calls["list"]>> {
    const { read, dialect } = this.database;
    const limit = request.max_results || 100;
    if (limit < 1 || limit > LIMITS.pages.webhooks)
      throw new ApiError("INVALID_PARAMETER_VALUE", "max_results must be between 1 and 1000.");
    const page = { limit, offset: offsetOf(request.page_token) };
    const { rows, next_page_token } = cutPage(
      await store.selectWebhooks(read, page, request.include_all),
      page,
    );
    const ids = rows.map(({ webhook_id }) => webhook_id);
    const events = await store.selectEvents(read, dialect, ids);
    return { webhooks: rows.map((row) => toWebhook(row, events.get(row.webhook_id) ?? [])), next_page_token };
  }

  async get(id: string): Promise<Webhook> {
    return this.read(this.database.read, await requireWebhook(this.database.read, id));
  }

  async update(request: Update): Promise<Webhook> {
    const { webhook_id } = request;
    await requireWebhook(this.database.read, webhook_id);
    await this.check(request);
    const secret = request.secret === undefined ? undefined : this.seal(request.secret);
    return this.database.write(async (tx) => {
      const row = await requireWebhook(tx, webhook_id);
      const before = await this.eventsOf(tx, webhook_id);
      const changed = { ...changedBy(request, row), ...(secret === undefined ? {} : { secret }) };
      await store.saveWebhook(tx, changed, chosenEvents(request, before) ?? before);
      return this.read(tx, changed);
    });
  }

  async delete(id: string): Promise<void> {
    await this.database.write(async (tx) => {
      await requireWebhook(tx, id);
      await store.deleteWebhook(tx, id, Date.now());
    });
  }

  /** Sends an example of an event, once and at once. It is not in the log. */
  async test(request: RequestOf<Calls["test"]>): Promise<WebhookTestResult> {
    const { settings, secrets } = this.dependencies;
    const { event, subscription } = request;
    const given = subscription ? readEventName(subscription) : event && readWireEvent(event);
    const row = await requireWebhook(this.database.read, request.webhook_id);
    const [first] = await this.eventsOf(this.database.read, row.webhook_id);
    const name = given ?? readEventName(first ? nameOf(first) : "");
    try {
      const secret = row.secret === null ? undefined : secrets.open(row.secret) || undefined;
      const body = encodePayload(name, EXAMPLES[name]);
      const shipment = { url: row.url, secret, deliveryId: randomUUID(), body };
      const reply = await sendWebhook(shipment, settings, new AbortController().signal);
      return { success: isAccepted(reply), response_status: reply.status, response_body: reply.body };
    } catch (error) {
      return { success: false, error_message: `Failed to test webhook: ${reasonOf(error)}` };
    }
  }

  private async check({ name, url, description }: Partial<Update>): Promise<void> {
    if (name) validateWebhookName(name);
    if (url) await checkWebhookUrl(url, this.dependencies.settings);
    validateWebhookTexts({ description, url });
  }

  private seal(secret: string): string {
    const sealed = this.dependencies.secrets.seal(secret);
    validateSealed(sealed);
    return sealed;
  }

  private async read(db: Db, row: store.WebhookRow): Promise<Webhook> {
    return toWebhook(row, await this.eventsOf(db, row.webhook_id));
  }

  private async eventsOf(db: Db, id: string): Promise<EventKey[]> {
    return (await store.selectEvents(db, this.database.dialect, [id])).get(id) ?? [];
  }
}

/** The webhook of an id. @throws ApiError RESOURCE_DOES_NOT_EXIST */
export async function requireWebhook(db: Db, id: string): Promise<store.WebhookRow> {
  const row = await store.findWebhook(db, id);
  if (row) return row;
  throw new ApiError("RESOURCE_DOES_NOT_EXIST", `Webhook with ID ${id} not found.`);
}

/** An unset or empty name or URL, an unset description or status: it stays as it is. */
const changedBy = ({ name, url, description, status }: Update, row: store.WebhookRow): store.WebhookRow => ({
  ...row,
  name: name || row.name,
  url: url || row.url,
  description: description ?? row.description,
  status: status ?? row.status,
  last_updated_timestamp: Date.now(),
});

interface Chosen {
  events: readonly WebhookEvent[];
  subscriptions: readonly string[];
}

/** The events that a request asks for, each once; undefined when it names none. */
function chosenEvents(
  { events, subscriptions }: Chosen,
  before: readonly EventKey[],
): EventKey[] | undefined {
  if (events.length > 0 && subscriptions.length > 0)
    throw new ApiError("INVALID_PARAMETER_VALUE", "Give either 'events' or 'subscriptions', not both.");
  const names = subscriptions.length > 0 ? subscriptions.map(readEventName) : events.map(readWireEvent);
  if (names.length === 0) return undefined;
  // MLflow's clients do not see our own events, so they do not mean to take them away.
  const kept = subscriptions.length > 0 ? [] : before.filter((event) => !isMlflowEvent(event));
  return [...[...new Set(names)].map(keyOf), ...kept];
}
