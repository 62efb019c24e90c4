/** Old pages by the form of their address, and the page that shows the same thing now. */
const PAGES: readonly [RegExp, (...parts: string[]) => string][] = [
  [
    /^\/experiments\/[^/]+\/runs\/([^/]+)\/artifacts\/(.+)$/,
    (run, path) => `/runs/${run}?tab=artifacts&path=${path}`,
  ],
  [
    /^\/experiments\/[^/]+\/runs\/([^/]+)\/(?:model-metrics|system-metrics)/,
    (run) => `/runs/${run}?tab=metrics`,
  ],
  [/^\/experiments\/[^/]+\/runs\/([^/]+)/, (run) => `/runs/${run}`],
  [/^\/experiments\/([^/]+)/, (experiment) => `/experiments/${experiment}`],
  [/^\/models\/([^/]+)\/versions\/([^/]+)/, (model, version) => `/models/${model}/versions/${version}`],
  [/^\/models\/([^/]+)/, (model) => `/models/${model}`],
  [/^\/models\/?$/, () => "/models"],
  [/^\/(?:experiments\/?)?$/, () => "/"],
];

/**
 * The page of an address that MLflow's own UI and client use: `#/experiments/1/runs/ID`, `#/models/NAME/versions/4`.
 * Undefined when the fragment is none.
 */
export function pageOfOldAddress(hash: string): string | undefined {
  if (!hash.startsWith("#/")) return undefined;
  const [path = "/", query] = hash.slice(1).split("?");
  if (path === "/compare-runs") return comparisonOf(new URLSearchParams(query));
  for (const [form, page] of PAGES) {
    const match = form.exec(path);
    if (match) return page(...match.slice(1));
  }
  // The page for what is not found says so, with the old address in view.
  return path;
}

/** MLflow writes the ids as a JSON list. */
function comparisonOf(query: URLSearchParams): string {
  const runs = query.get("runs");
  return runs?.startsWith("[") ? `/compare?${new URLSearchParams({ runs })}` : "/compare";
}
