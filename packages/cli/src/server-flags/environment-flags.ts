import type { Command } from "commander";
import { UsageError } from "../command.js";

const WORDS = new Map([
  ...["1", "true", "t", "yes", "y", "on"].map((word) => [word, true] as const),
  ...["0", "false", "f", "no", "n", "off"].map((word) => [word, false] as const),
]);

/**
 * Reads the variables that stand for flags without a value, by the words that MLflow takes: to be there is not enough.
 * @throws UsageError for another word
 */
export function readEnvironmentFlags(command: Command): void {
  for (const { envVar, required, optional, attributeName, defaultValue } of command.options.map((one) => ({
    ...one,
    attributeName: one.attributeName(),
  }))) {
    const isFlag = envVar !== undefined && !required && !optional;
    if (!isFlag || command.getOptionValueSource(attributeName) !== "env") continue;
    const text = (process.env[envVar] ?? "").trim();
    const value = text === "" ? defaultValue : WORDS.get(text.toLowerCase());
    if (value === undefined) throw new UsageError(`${envVar} is '${text}'.`, "It must be true or false.");
    command.setOptionValueWithSource(attributeName, value, "env");
  }
}
