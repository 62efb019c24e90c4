import { createClient } from "@slipway/sdk/client";
import { staticPrefix } from "./static-prefix.js";

/** The server that served this page. Who waits before a screen gives up sooner than a script does. */
export const client = createClient({
  baseUrl: window.location.origin + staticPrefix,
  prefix: "ajax-api",
  retries: { max: 2, backoff: 1, timeout: 30 },
});
