import type { Client } from "@slipway/sdk";
import type { Registry } from "./champion.js";
import { isMissing } from "./server-kind.js";

/** Tag of a registered model that holds releases, on a server that does not keep it itself: the reason. */
export const HOLD_TAG = "slipway.hold";

/** Whether releases of a model decide and report but do not promote, since a rollback. */
export async function isOnHold(
  client: Client,
  model: string,
  registry: Registry,
  atomic: boolean,
): Promise<boolean> {
  if (!registry.exists) return false;
  if (!atomic) return registry.tags.has(HOLD_TAG);
  try {
    return (await client.promotions.list({ name: model, max_results: 1 })).on_hold;
  } catch (error) {
    if (isMissing(error)) return false;
    throw error;
  }
}
