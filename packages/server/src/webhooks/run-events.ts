import type { RunInfo, WebhookEventName } from "@slipway/contract";
import type { Db } from "../database/database.js";
import type { WebhookOutbox } from "./webhook-outbox.js";

const ENDS: Partial<Record<string, WebhookEventName>> = {
  FINISHED: "run.finished",
  FAILED: "run.failed",
  KILLED: "run.killed",
};

/** What webhooks tell of runs: that one has ended. */
export class RunEvents {
  constructor(private readonly outbox: WebhookOutbox) {}

  /** @param before the status that the run had */
  async changed(tx: Db, before: string | null, run: RunInfo): Promise<void> {
    const event = ENDS[run.status];
    if (!event || run.status === before) return;
    await this.outbox.emit(tx, event, {
      run_id: run.run_id,
      run_name: run.run_name ?? null,
      experiment_id: run.experiment_id,
      status: run.status,
      start_time: run.start_time ?? null,
      end_time: run.end_time ?? null,
    });
  }
}
