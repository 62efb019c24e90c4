import { ApiError } from "@slipway/contract";
import { pythonText } from "../validation/python-text.js";

/** Checks the name of a logged model; an empty one stands for a name to be made up. @throws ApiError */
export function validateLoggedModelName(name: string): void {
  if (!/[/:.%"']/.test(name)) return;
  throw new ApiError(
    "INVALID_PARAMETER_VALUE",
    `Invalid model name (${pythonText(name)}) provided. Model name must be a non-empty string and cannot contain the ` +
      `following characters: ('/', ':', '.', '%', '"', "'")`,
  );
}
