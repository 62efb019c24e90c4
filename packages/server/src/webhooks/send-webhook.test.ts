import { beforeAll, describe, expect, it } from "vitest";
import { checkWebhookUrl } from "./check-webhook-url.js";
import { sendWebhook } from "./send-webhook.js";
import { type Hook, startReceiver } from "./testing/receiver.js";
import { readWebhookSettings } from "./webhook-settings.js";

let hook: () => Hook;
beforeAll(async () => {
  hook = await startReceiver();
});

const never = new AbortController().signal;
const settings = (changes: Record<string, string> = {}) =>
  readWebhookSettings({ MLFLOW_WEBHOOK_ALLOWED_SCHEMES: "http,https", ...changes });
const shipment = (url: string) => ({ url, secret: undefined, deliveryId: "d", body: "{}" });

describe("sending", () => {
  it("goes to no address that is not public, not even one that a name has now", async () => {
    const { url, received } = hook();
    for (const address of [url, url.replace("127.0.0.1", "localhost")])
      await expect(sendWebhook(shipment(address), settings(), never)).rejects.toThrow(
        "Webhook URL must not resolve to a non-public IP address.",
      );
    expect(received).toEqual([]);
  });

  it("goes nowhere when a name that was public has moved to a private address, or to one beside", async () => {
    const { url, received } = hook();
    const moving = url.replace("127.0.0.1", "moving.example");
    const at =
      (...addresses: string[]) =>
      () =>
        Promise.resolve(addresses.map((address) => ({ address, family: 4 })));
    const { addresses } = await checkWebhookUrl(moving, settings(), at("93.184.216.34"));
    expect(addresses.map(({ address }) => address)).toEqual(["93.184.216.34"]);
    for (const now of [at("127.0.0.1"), at("93.184.216.34", "127.0.0.1"), at("169.254.169.254")])
      await expect(sendWebhook(shipment(moving), settings(), never, now)).rejects.toThrow(
        "Webhook URL must not resolve to a non-public IP address. 'moving.example' resolves to",
      );
    expect(received).toEqual([]);
  });

  it("gives up when the time is over, and when it is told to", async () => {
    const target = hook();
    target.answer = () => undefined;
    const allowed = { MLFLOW_WEBHOOK_ALLOW_PRIVATE_IPS: "true", MLFLOW_WEBHOOK_REQUEST_TIMEOUT: "1" };
    const start = Date.now();
    await expect(sendWebhook(shipment(target.url), settings(allowed), never)).rejects.toThrow();
    expect(Date.now() - start).toBeLessThan(5000);
    const stop = new AbortController();
    const sent = sendWebhook(shipment(target.url), settings(allowed), stop.signal);
    stop.abort();
    await expect(sent).rejects.toThrow();
  });

  it("reads no more of an answer than it shows", async () => {
    const target = hook();
    target.answer = (response) => {
      response.on("error", () => undefined);
      for (let chunk = 0; chunk < 100; chunk++) response.write("x".repeat(65_536));
      response.end();
    };
    const allowed = { MLFLOW_WEBHOOK_ALLOW_PRIVATE_IPS: "true" };
    const { body } = await sendWebhook(shipment(target.url), settings(allowed), never);
    expect(body).toHaveLength(65_536);
  });
});
