import { redactUri } from "@slipway/server";
import { fine, type Observation } from "./observation.js";

const OURS = /^(MLFLOW|SLIPWAY)_/;
const SECRET = /PASSWORD|SECRET|TOKEN|KEY|CREDENTIAL/;

/** The variables that MLflow and Slipway read, secrets always masked. @param maskAll masks every value */
export function observeEnvironment(maskAll: boolean): Observation[] {
  return Object.entries(process.env)
    .filter((pair): pair is [string, string] => OURS.test(pair[0]) && pair[1] !== undefined)
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([name, value]) => fine(name, maskAll || SECRET.test(name) ? "***" : shown(value)));
}

/** A value as people may see it: a password in an address is no part of that. */
export const shown = (value: string): string => (value.includes("://") ? redactUri(value) : value);
