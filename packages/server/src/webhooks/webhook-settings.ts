import { Fernet, FernetError } from "./fernet.js";

/** How webhooks are checked and delivered: MLflow's environment variables. */
export interface WebhookSettings {
  allowedSchemes: readonly string[];
  /** Lets webhooks go to addresses that are not public. */
  allowPrivateAddresses: boolean;
  /** For one request, in milliseconds. */
  timeout: number;
  /** Attempts after the first. */
  maxRetries: number;
  /** Deliveries at the same time. */
  maxWorkers: number;
  /** Encrypts secrets; undefined, a key is made up that ends with this process, as MLflow does. */
  secretKey: string | undefined;
}

type Environment = Record<string, string | undefined>;

/** Reads MLflow's variables. @throws Error for one that does not say what it should */
export function readWebhookSettings(environment: Environment): WebhookSettings {
  const schemes = environment.MLFLOW_WEBHOOK_ALLOWED_SCHEMES ?? "https";
  return {
    allowedSchemes: schemes.split(",").map((scheme) => scheme.trim()),
    allowPrivateAddresses: readFlag(environment, "MLFLOW_WEBHOOK_ALLOW_PRIVATE_IPS"),
    timeout: 1000 * readNumber(environment, "MLFLOW_WEBHOOK_REQUEST_TIMEOUT", 30, 1),
    maxRetries: readNumber(environment, "MLFLOW_WEBHOOK_REQUEST_MAX_RETRIES", 3, 0),
    maxWorkers: readNumber(environment, "MLFLOW_WEBHOOK_DELIVERY_MAX_WORKERS", 10, 1),
    secretKey: readKey(environment, "MLFLOW_WEBHOOK_SECRET_ENCRYPTION_KEY"),
  };
}

function readFlag(environment: Environment, name: string): boolean {
  const value = environment[name] ?? "false";
  const word = value.toLowerCase();
  if (word === "true" || word === "1") return true;
  if (word === "false" || word === "0") return false;
  throw new Error(`${name} is '${value}'; it must be 'true', 'false', '1' or '0'.`);
}

function readNumber(environment: Environment, name: string, fallback: number, least: number): number {
  const value = environment[name];
  if (value === undefined) return fallback;
  if (/^\d{1,6}$/.test(value.trim()) && Number(value) >= least) return Number(value);
  throw new Error(`${name} is '${value}'; it must be a whole number from ${least} on.`);
}

function readKey(environment: Environment, name: string): string | undefined {
  const key = environment[name] || undefined;
  try {
    if (key) new Fernet(key);
    return key;
  } catch (error) {
    if (error instanceof FernetError) throw new Error(`${name} cannot be used: ${error.message}`);
    throw error;
  }
}
