/**
 * The page of an address that MLflow's own UI and client use: `#/experiments/1/runs/ID`, `#/models/NAME/versions/4`.
 * Undefined when the fragment is none.
 */
export function pageOfOldAddress(hash: string): string | undefined {
  if (!hash.startsWith("#/")) return undefined;
  const path = hash.slice(1).split("?")[0] ?? "/";
  const run = /^\/experiments\/[^/]+\/runs\/([^/]+)/.exec(path);
  return run ? `/runs/${run[1]}` : path;
}

/** Opens the matching page when the browser was sent to an old address. */
export function redirectOldAddress(): void {
  const page = pageOfOldAddress(window.location.hash);
  if (page !== undefined) window.history.replaceState(null, "", page);
}
