const UNSENT = new Set([
  "ECONNREFUSED",
  "ENOTFOUND",
  "EAI_AGAIN",
  "EHOSTUNREACH",
  "ENETUNREACH",
  "UND_ERR_CONNECT_TIMEOUT",
]);

/** Whether a failure of `fetch` shows that the request has not left this machine. Browsers never tell. */
export function isUnsent(failure: unknown): boolean {
  if (typeof failure !== "object" || failure === null) return false;
  if ("code" in failure && typeof failure.code === "string" && UNSENT.has(failure.code)) return true;
  // A host with several addresses fails with one error for each of them.
  if ("errors" in failure && Array.isArray(failure.errors)) return failure.errors.every(isUnsent);
  return "cause" in failure && isUnsent(failure.cause);
}
