import { ApiError, LIMITS } from "@slipway/contract";
import { validateLength } from "../validation/length.js";

const invalid = (message: string) => new ApiError("INVALID_PARAMETER_VALUE", message);

/** @throws ApiError INVALID_PARAMETER_VALUE */
export function validateAlias(alias: string): void {
  if (!/^[\p{L}\p{N}_-]*$/u.test(alias))
    throw invalid(
      `Invalid alias name: '${alias}'. Names may only contain alphanumerics, underscores (_), and dashes (-).`,
    );
  validateLength("Registered model alias name", LIMITS.alias, alias);
}

/** As {@link validateAlias}, for an alias that is to be set: it must not read as a version. */
export function validateNewAlias(alias: string): void {
  validateAlias(alias);
  if (alias.toLowerCase() === "latest") throw invalid("'latest' alias name (case insensitive) is reserved.");
  if (/^v\d+$/i.test(alias)) throw invalid(`Version alias name '${alias}' is reserved.`);
}
