import { Fernet, FernetError } from "./fernet.js";
import type { WebhookSettings } from "./webhook-settings.js";

/**
 * Secrets as MLflow's column holds them. Without MLFLOW_WEBHOOK_SECRET_ENCRYPTION_KEY they end with this process,
 * as they do in MLflow: nothing is signed with them afterwards.
 */
export class WebhookSecrets {
  private readonly fernet: Fernet;
  private warned: boolean;

  constructor({ secretKey }: Pick<WebhookSettings, "secretKey">) {
    this.fernet = new Fernet(secretKey ?? Fernet.generateKey());
    this.warned = secretKey !== undefined;
  }

  seal(secret: string): string {
    if (!this.warned)
      process.stderr.write(
        "The secret of a webhook was stored, but MLFLOW_WEBHOOK_SECRET_ENCRYPTION_KEY is not set: it can be read only " +
          "until this server ends, and by no other one.\n",
      );
    this.warned = true;
    return this.fernet.encrypt(secret);
  }

  /** @throws FernetError that says what to do */
  open(sealed: string): string {
    try {
      return this.fernet.decrypt(sealed);
    } catch (error) {
      if (!(error instanceof FernetError)) throw error;
      throw new FernetError(
        "The webhook's secret cannot be read: it was stored under another MLFLOW_WEBHOOK_SECRET_ENCRYPTION_KEY, or under " +
          "none. Set the variable as it was, or give the webhook a new secret.",
      );
    }
  }
}
