import type { Stage } from "@slipway/contract";

/** Where the champion of a model stands. */
export interface Place {
  stage?: Stage;
  alias?: string;
}
