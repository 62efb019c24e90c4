import { createHmac } from "node:crypto";
import type { IncomingMessage, RequestOptions } from "node:http";
import type { LookupFunction } from "node:net";
import { checkWebhookUrl } from "./check-webhook-url.js";
import type { Address, Resolve } from "./public-address.js";
import type { WebhookSettings } from "./webhook-settings.js";

/** One request to a receiver. */
export interface Shipment {
  url: string;
  /** Signs it; undefined, it is not signed. */
  secret: string | undefined;
  deliveryId: string;
  /** JSON. */
  body: string;
}

/** What the receiver answered. */
export interface Reply {
  status: number;
  /** The answer's first {@link READ} bytes. */
  body: string;
  /** The header Retry-After. */
  retryAfter: string | undefined;
}

/** How much of an answer is read, in bytes. */
const READ = 65_536;

/**
 * Sends a request as MLflow does, to addresses that were checked and to no others. Redirects are not followed.
 * @param find finds the addresses; the system's way when unset
 * @throws Error when there is no answer; ApiError when the URL may not be sent to
 */
export async function sendWebhook(
  { url: text, secret, deliveryId, body }: Shipment,
  settings: WebhookSettings,
  stop: AbortSignal,
  find?: Resolve,
): Promise<Reply> {
  const { url, addresses } = await checkWebhookUrl(text, settings, find);
  const timestamp = String(Math.floor(Date.now() / 1000));
  const signature = secret === undefined ? undefined : sign(secret, `${deliveryId}.${timestamp}.${body}`);
  const options: RequestOptions = {
    method: "POST",
    headers: {
      "Content-Type": "application/json",
      "Content-Length": Buffer.byteLength(body),
      "X-MLflow-Delivery-Id": deliveryId,
      "X-MLflow-Timestamp": timestamp,
      ...(signature === undefined ? {} : { "X-MLflow-Signature": signature }),
    },
    // A connection of its own, which goes when the answer is read.
    agent: false,
    signal: AbortSignal.any([stop, AbortSignal.timeout(settings.timeout)]),
    ...(addresses.length === 0 ? {} : { lookup: pinned(addresses) }),
  };
  const { request } = await import(url.protocol === "http:" ? "node:http" : "node:https");
  return new Promise((resolve, reject) => {
    const sent = request(url, options, (answer: IncomingMessage) => read(answer).then(resolve, reject));
    sent.on("error", reject);
    sent.end(body);
  });
}

const sign = (secret: string, content: string) =>
  `v1,${createHmac("sha256", secret).update(content).digest("base64")}`;

/** Connects to the addresses that were checked: another look-up could find others. */
const pinned =
  (addresses: Address[]): LookupFunction =>
  (_host, { all }, done) => {
    const [first] = addresses;
    if (all || !first) done(null, addresses);
    else done(null, first.address, first.family);
  };

async function read(answer: IncomingMessage): Promise<Reply> {
  const chunks: Buffer[] = [];
  let length = 0;
  // Leaving the loop ends the connection.
  for await (const chunk of answer) {
    chunks.push(chunk);
    length += chunk.length;
    if (length >= READ) break;
  }
  const body = Buffer.concat(chunks).subarray(0, READ).toString("utf8");
  return { status: answer.statusCode ?? 0, body, retryAfter: answer.headers["retry-after"] };
}

/** Why there was no answer, for people. */
export function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  if (error.name === "TimeoutError" || error.cause instanceof DOMException)
    return "The receiver did not answer in time.";
  return error.message || error.name;
}
