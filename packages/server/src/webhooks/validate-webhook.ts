import { ApiError, LIMITS } from "@slipway/contract";
import { validateLength } from "../validation/length.js";
import { pythonText } from "../validation/python-text.js";

// In Unicode's case folding the long s and the Kelvin sign are letters of ASCII, and Python's regular expressions do that.
const NAME = /^[a-z0-9\u017f\u212a](?:[a-z0-9\u017f\u212a._-]{0,61}[a-z0-9\u017f\u212a])?$/i;

/** @throws ApiError INVALID_PARAMETER_VALUE in MLflow's words */
export function validateWebhookName(name: string): void {
  if (NAME.test(name)) return;
  throw new ApiError(
    "INVALID_PARAMETER_VALUE",
    `Webhook name ${pythonText(name)} is invalid. It must start and end with a letter or digit, be less than 63 characters ` +
      "long, and contain only letters, digits, dots (.), underscores (_), and hyphens (-).",
  );
}

/** Checks that texts fit into MLflow's columns, which MLflow leaves to the database. */
export function validateWebhookTexts(texts: { description?: string | null; url?: string }): void {
  validateLength("description", LIMITS.webhook.description, texts.description ?? "");
  validateLength("url", LIMITS.webhook.url, texts.url ?? "");
}

/** Checks that a secret fits once it is encrypted. @throws ApiError INVALID_PARAMETER_VALUE */
export function validateSealed(secret: string): void {
  if (secret.length <= LIMITS.webhook.secret) return;
  throw new ApiError(
    "INVALID_PARAMETER_VALUE",
    `'secret' is too long: encrypted it takes ${secret.length} characters, and at most ${LIMITS.webhook.secret} can be stored.`,
  );
}
