import { readFileSync } from "node:fs";
import { homedir } from "node:os";
import { join } from "node:path";
import type { TrackingAddress } from "./tracking-uri.js";

/** Settings of MLflow's client that would change how it connects, and that this version would ignore. */
const NOT_AVAILABLE = {
  MLFLOW_TRACKING_INSECURE_TLS: "name your authority's certificate in NODE_EXTRA_CA_CERTS",
  MLFLOW_TRACKING_SERVER_CERT_PATH: "name the certificate in NODE_EXTRA_CA_CERTS",
  MLFLOW_TRACKING_CLIENT_CERT_PATH: "use a password or a token",
  MLFLOW_TRACKING_AWS_SIGV4: "use a password or a token",
  MLFLOW_TRACKING_AUTH: "use a password or a token",
};

/** Name and password, from the address, the environment or MLflow's file `~/.mlflow/credentials`. */
export interface Credentials {
  username: string | undefined;
  password: string | undefined;
  token: string | undefined;
}

/** The credentials for a server, with MLflow's order: environment before file. */
export function readCredentials(address: Partial<TrackingAddress> = {}): Credentials {
  const { env } = process;
  const file = readCredentialsFile();
  return {
    username: env.MLFLOW_TRACKING_USERNAME || address.username || file.mlflow_tracking_username,
    password: env.MLFLOW_TRACKING_PASSWORD || address.password || file.mlflow_tracking_password,
    token: env.MLFLOW_TRACKING_TOKEN || undefined,
  };
}

/** The headers that carry the credentials: basic when there are a name and a password, else the token. */
export function authorizationHeaders({ username, password, token }: Credentials): Record<string, string> {
  if (username && password) {
    return { authorization: `Basic ${Buffer.from(`${username}:${password}`).toString("base64")}` };
  }
  return token ? { authorization: `Bearer ${token}` } : {};
}

/** @throws Error when a setting asks for a way of connecting that this version does not have */
export function refuseUnavailableSettings(): void {
  for (const [name, instead] of Object.entries(NOT_AVAILABLE)) {
    const value = process.env[name]?.toLowerCase();
    if (!value || value === "false" || value === "0") continue;
    throw new Error(`${name} is known, not available in this version: unset it, and ${instead}.`);
  }
}

/** The keys of the section `[mlflow]`. */
function readCredentialsFile(): Record<string, string> {
  let text: string;
  try {
    text = readFileSync(join(homedir(), ".mlflow", "credentials"), "utf8");
  } catch {
    return {};
  }
  const values: Record<string, string> = {};
  let section = "";
  for (const line of text.split(/\r?\n/)) {
    section = /^\s*\[(.*)\]\s*$/.exec(line)?.[1] ?? section;
    const [, key, value] = /^\s*([\w.]+)\s*[=:]\s*(.*?)\s*$/.exec(line) ?? [];
    if (section === "mlflow" && key && value) values[key.toLowerCase()] = value;
  }
  return values;
}
