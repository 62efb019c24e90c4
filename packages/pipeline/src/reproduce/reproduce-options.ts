import type { Environment } from "../git/branch.js";
import type { Observer } from "../progress.js";
import type { Origin } from "./origin.js";

/** What is trained again, and where. */
export interface ReproduceOptions {
  origin: Origin;
  /** A clean work tree of the origin's commit. */
  folder: string;
  trackingUri: string;
  environment?: Environment;
  observe?: Observer;
  signal: AbortSignal;
}
