import { createClient } from "@slipway/sdk/client";

/** The server that served this page. */
export const client = createClient({ baseUrl: window.location.origin, prefix: "ajax-api" });
