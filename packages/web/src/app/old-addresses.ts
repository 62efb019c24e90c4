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
  [/^\/webhooks\/?$/, () => "/admin/webhooks"],
  [/^\/(?:experiments\/?)?$/, () => "/"],
];

/**
 * The page of an address that MLflow's own UI and client use: `#/experiments/1/runs/ID`, `#/models/NAME/versions/4`.
 * Undefined when the fragment is none.
 */
export function pageOfOldAddress(hash: string): string | undefined {
  if (!hash.startsWith("#/")) return undefined;
  const [path = "/", query] = hash.slice(1).split("?");
  const words = new URLSearchParams(query);
  if (path === "/compare-runs") return comparisonOf(words);
  if (path === "/compare-model-versions") return versionsOf(words);
  if (path.startsWith("/metric/") || path === "/metric") return metricOf(path, words);
  for (const [form, page] of PAGES) {
    const match = form.exec(path);
    if (match) return page(...match.slice(1));
  }
  // The page for what is not found says so, with the old address in view.
  return path;
}

/** MLflow writes the ids as a JSON list. */
function comparisonOf(words: URLSearchParams): string {
  const runs = words.get("runs");
  return runs?.startsWith("[") ? `/compare?${new URLSearchParams({ runs })}` : "/compare";
}

/** MLflow writes the model's name as a JSON text, and the versions as the values of a JSON object, by their runs. */
function versionsOf(words: URLSearchParams): string {
  const name = tryJson(words.get("name"));
  const runs = tryJson(words.get("runs"));
  if (typeof name !== "string" || name === "") return "/models";
  const versions = typeof runs === "object" && runs !== null ? Object.values(runs).map(String) : [];
  const [a, b] = versions.sort((one, other) => Number(one) - Number(other));
  const chosen = new URLSearchParams({ ...(a && { a }), ...(b && { b }) });
  return `/models/${encodeURIComponent(name)}/compare${chosen.size > 0 ? `?${chosen}` : ""}`;
}

/** The chart of a metric, of one run or several: MLflow's ones before 2.0 name it in the path. */
function metricOf(path: string, words: URLSearchParams): string {
  const runs = tryJson(words.get("runs"));
  if (!Array.isArray(runs) || runs.length === 0) return path;
  const [first] = runs;
  if (runs.length === 1) return `/runs/${encodeURIComponent(String(first))}?tab=metrics`;
  return `/compare?${new URLSearchParams({ runs: JSON.stringify(runs), tab: "curves" })}`;
}

function tryJson(text: string | null): unknown {
  try {
    return JSON.parse(text ?? "");
  } catch {
    return undefined;
  }
}
