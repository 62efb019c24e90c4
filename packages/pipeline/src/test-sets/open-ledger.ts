import type { Client } from "@slipway/sdk";
import type { Ledger } from "./ledger.js";
import { serverLedger } from "./server-ledger.js";
import { TagLedger } from "./tag-ledger.js";

/** The ledger of a tracking server: its own, or tags where it keeps none. */
export const openLedger = (client: Client, isSlipway: boolean): Ledger =>
  isSlipway ? serverLedger(client) : new TagLedger(client);
