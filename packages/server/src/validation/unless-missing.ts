import { ApiError } from "@slipway/contract";

/** What was looked for; undefined when it does not exist. Other errors are thrown on. */
export async function unlessMissing<T>(found: Promise<T>): Promise<T | undefined> {
  try {
    return await found;
  } catch (error) {
    if (error instanceof ApiError && error.code === "RESOURCE_DOES_NOT_EXIST") return undefined;
    throw error;
  }
}
