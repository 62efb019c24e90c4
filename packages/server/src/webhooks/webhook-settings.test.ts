import { describe, expect, it } from "vitest";
import { readWebhookSettings } from "./webhook-settings.js";

describe("readWebhookSettings", () => {
  it("has MLflow's defaults", () => {
    expect(readWebhookSettings({})).toEqual({
      allowedSchemes: ["https"],
      allowPrivateAddresses: false,
      timeout: 30_000,
      maxRetries: 3,
      maxWorkers: 10,
      secretKey: undefined,
    });
  });

  it.each([
    ["MLFLOW_WEBHOOK_ALLOW_PRIVATE_IPS", "yes", "it must be 'true', 'false', '1' or '0'"],
    ["MLFLOW_WEBHOOK_REQUEST_TIMEOUT", "0", "it must be a whole number from 1 on"],
    ["MLFLOW_WEBHOOK_REQUEST_MAX_RETRIES", "-1", "it must be a whole number from 0 on"],
    ["MLFLOW_WEBHOOK_DELIVERY_MAX_WORKERS", "many", "it must be a whole number from 1 on"],
    [
      "MLFLOW_WEBHOOK_SECRET_ENCRYPTION_KEY",
      "secret",
      "Fernet key must be 32 url-safe base64-encoded bytes.",
    ],
  ])("refuses %s=%s, and does not repeat a key", (name, value, message) => {
    expect(() => readWebhookSettings({ [name]: value })).toThrow(message);
    if (name.endsWith("KEY")) expect(() => readWebhookSettings({ [name]: value })).not.toThrow("'secret'");
  });
});
