import type { Database } from "../database/database.js";
import * as store from "./delivery-store.js";
import { FernetError } from "./fernet.js";
import { isAccepted, isPassing, waitBefore } from "./retry.js";
import { type Reply, reasonOf, sendWebhook } from "./send-webhook.js";
import type { WebhookSecrets } from "./webhook-secrets.js";
import type { WebhookSettings } from "./webhook-settings.js";
import { findWebhook } from "./webhook-store.js";

/** Longest time until what another server queued, or left behind, is noticed. All times in milliseconds. */
const POLL = 5000;
/** Longest wait of a server that found nothing to take. */
const PAUSE = 250;
/** What a lease lasts beyond the limit of a request: for looking up the host, and for writing down what became of it. */
const LEASE_MARGIN = 8000;
/** How long requests under way may take once the server is to stop. */
const GRACE = 2000;
/** Sent deliveries are kept for this long, and this many of each webhook. */
const KEPT_FOR = 30 * 24 * 60 * 60 * 1000;
const KEPT = 1000;
const SWEEP = 10 * 60 * 1000;
/** How much of an answer is kept, in characters. */
const KEPT_ANSWER = 1000;

export interface WorkerDependencies {
  database: Database;
  settings: WebhookSettings;
  secrets: WebhookSecrets;
}

/**
 * Sends what the outbox holds. Each delivery arrives at least once: a server that ends before it could write down a
 * success leaves a lease that runs out, and the delivery is sent again under the same id.
 */
export class DeliveryWorker {
  private readonly underWay = new Map<number, { webhook: string; done: Promise<void> }>();
  private readonly stopped = new AbortController();
  private readonly perWebhook: number;
  private pumping: Promise<void> | undefined;
  private again = false;
  private stopping = false;
  private alarm: NodeJS.Timeout | undefined;
  private sweep: NodeJS.Timeout | undefined;

  constructor(private readonly dependencies: WorkerDependencies) {
    // A receiver that hangs must leave room for the others.
    this.perWebhook = Math.ceil(dependencies.settings.maxWorkers / 2);
  }

  start(): void {
    this.sweep = setInterval(() => this.forget(), SWEEP).unref();
    this.wake();
  }

  /** Looks for deliveries that are due. */
  wake(): void {
    if (this.stopping) return;
    this.again = true;
    this.pumping ??= this.pump();
  }

  /** Takes no more, gives requests under way a moment, and hands back those that are not answered by then. */
  async stop(): Promise<void> {
    this.stopping = true;
    clearInterval(this.sweep);
    clearTimeout(this.alarm);
    await this.pumping;
    const rest = Promise.all([...this.underWay.values()].map(({ done }) => done));
    const impatient = setTimeout(() => this.stopped.abort(), GRACE);
    await rest;
    clearTimeout(impatient);
  }

  private async pump(): Promise<void> {
    clearTimeout(this.alarm);
    let wait = POLL;
    try {
      while (this.again && !this.stopping) {
        this.again = false;
        const claimed = await this.claim();
        for (const row of claimed) this.launch(row);
        // Servers that want the same rows at the same time must not keep on doing so.
        wait = Math.max(await this.untilNext(), claimed.length > 0 ? 0 : PAUSE * Math.random());
      }
    } catch (error) {
      complain("Webhook deliveries could not be read", error);
    }
    this.pumping = undefined;
    if (this.stopping) return;
    if (this.again) this.wake();
    else this.alarm = setTimeout(() => this.wake(), wait).unref();
  }

  private async untilNext(): Promise<number> {
    if (this.underWay.size >= this.dependencies.settings.maxWorkers) return POLL;
    const due = await store.nextDue(this.dependencies.database.read, this.busy());
    return due === undefined ? POLL : Math.min(Math.max(due - Date.now(), 0), POLL);
  }

  private async claim(): Promise<store.DeliveryRow[]> {
    const { database, settings } = this.dependencies;
    const room = settings.maxWorkers - this.underWay.size;
    if (room <= 0) return [];
    const due = await store.selectDue(database.read, Date.now(), room, this.busy());
    const chosen = this.fairly(due);
    if (chosen.length === 0) return [];
    const lease = Date.now() + settings.timeout + LEASE_MARGIN;
    return database.write(async (tx) => {
      const claimed: store.DeliveryRow[] = [];
      for (const row of chosen)
        if (await store.claimDelivery(tx, row, lease))
          claimed.push({ ...row, due_at: lease, attempts: row.attempts + 1 });
      return claimed;
    });
  }

  /** Webhooks that have as many requests under way as one may have. */
  private busy(): string[] {
    const counts = this.counts();
    return [...counts.keys()].filter((webhook) => (counts.get(webhook) ?? 0) >= this.perWebhook);
  }

  private fairly(rows: store.DeliveryRow[]): store.DeliveryRow[] {
    const counts = this.counts();
    return rows.filter(({ webhook_id }) => {
      const count = (counts.get(webhook_id) ?? 0) + 1;
      counts.set(webhook_id, count);
      return count <= this.perWebhook;
    });
  }

  private counts(): Map<string, number> {
    const counts = new Map<string, number>();
    for (const { webhook } of this.underWay.values()) counts.set(webhook, (counts.get(webhook) ?? 0) + 1);
    return counts;
  }

  private launch(row: store.DeliveryRow): void {
    const done = this.deliver(row)
      // The lease runs out, and the delivery is tried again.
      .catch((error) =>
        complain(`The outcome of webhook delivery ${row.delivery_id} was not written down`, error),
      )
      .finally(() => {
        this.underWay.delete(row.id);
        this.wake();
      });
    this.underWay.set(row.id, { webhook: row.webhook_id, done });
  }

  private async deliver(row: store.DeliveryRow): Promise<void> {
    const { database } = this.dependencies;
    const outcome = await this.attempt(row);
    const settlement = outcome === "stopped" ? handedBack(row) : this.settlementOf(row, outcome);
    await database.write((tx) => store.settleDelivery(tx, row, settlement));
  }

  private async attempt(row: store.DeliveryRow): Promise<Outcome | "stopped"> {
    const { database, settings, secrets } = this.dependencies;
    const webhook = await findWebhook(database.read, row.webhook_id);
    if (!webhook) return { final: true, error: "The webhook was deleted." };
    if (webhook.status !== "ACTIVE") return { final: true, error: "The webhook is disabled." };
    try {
      const secret = webhook.secret === null ? undefined : secrets.open(webhook.secret) || undefined;
      const { delivery_id: deliveryId, body } = row;
      const reply = await sendWebhook(
        { url: webhook.url, secret, deliveryId, body },
        settings,
        this.stopped.signal,
      );
      return { reply };
    } catch (error) {
      if (this.stopped.signal.aborted) return "stopped";
      return { error: reasonOf(error), final: error instanceof FernetError };
    }
  }

  private settlementOf(row: store.DeliveryRow, { reply, error, final }: Outcome): store.Settlement {
    const now = Date.now();
    const answer = {
      attempts: row.attempts,
      response_status: reply?.status ?? null,
      response_body: reply ? storable(reply.body).slice(0, KEPT_ANSWER) : null,
      updated_at: now,
    };
    if (reply && isAccepted(reply))
      return { ...answer, status: "DELIVERED", failures: row.failures, due_at: now, error_message: null };
    const failures = row.failures + 1;
    const error_message = error ?? `The receiver answered with status ${reply?.status}.`;
    const again = !final && isPassing(reply) && failures <= this.dependencies.settings.maxRetries;
    const due_at = again ? now + Math.round(waitBefore(failures, reply?.retryAfter, now)) : now;
    return { ...answer, status: again ? "PENDING" : "FAILED", failures, due_at, error_message };
  }

  private forget(): void {
    this.dependencies.database
      .write((tx) => store.forgetDeliveries(tx, Date.now() - KEPT_FOR, KEPT))
      .catch((error) => complain("Old webhook deliveries could not be removed", error));
  }
}

interface Outcome {
  reply?: Reply;
  error?: string;
  /** Another attempt would end the same. */
  final?: boolean;
}

// PostgreSQL's texts have no NUL.
const storable = (text: string) => text.replaceAll("\0", "\ufffd");

/** An attempt that the end of the server cut off counts for nothing. */
const handedBack = (row: store.DeliveryRow): store.Settlement => ({
  status: "PENDING",
  failures: row.failures,
  due_at: Date.now(),
  attempts: row.attempts,
  updated_at: Date.now(),
});

function complain(what: string, error: unknown): void {
  process.stderr.write(`${what}: ${String(error)}\n`);
}
