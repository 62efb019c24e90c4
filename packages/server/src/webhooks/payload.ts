import type { Int64, WebhookEventName } from "@slipway/contract";
import { keyOf } from "./webhook-event.js";

/** What a delivery says of its event; numbers beyond 2^53 are written in full. */
export type EventData = Record<string, string | Int64 | boolean | null | Record<string, string>>;

/** The body of a delivery, in MLflow's shape. */
export const encodePayload = (event: WebhookEventName, data: object): string =>
  JSON.stringify(
    // Python before 3.11 reads a zone as an offset alone.
    { ...keyOf(event), timestamp: new Date().toISOString().replace("Z", "+00:00"), data },
    (_, value) => (typeof value === "bigint" ? String(value) : value),
  );
