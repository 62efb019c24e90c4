import { readText } from "../../app/read-text.js";

/** What the address of the list of webhooks carries. */
export interface WebhooksSearch {
  /** The webhook whose deliveries are shown. */
  webhook?: string;
}

/** Reads the address; what it does not know is left out. */
export const readWebhooksSearch = (search: Record<string, unknown>): WebhooksSearch => ({
  webhook: readText(search.webhook),
});
