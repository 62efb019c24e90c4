import { download, upload } from "./artifacts.js";
import { FILLED } from "./fill.js";
import { call, closedLoop, get } from "./load.js";
import { mixedLoad } from "./mixed.js";

const CLIENTS = 20;

/**
 * Every load that is put on each server in turn. The shapes with 20 clients are those that FastTrackML and
 * mlflow-go-backend publish figures for.
 */
export const WORKLOADS = [
  { name: "create-run, 20 clients", run: createRuns },
  ...[10, 100].map((size) => ({ name: `log-batch of ${size} params, 20 clients`, run: logParams(size) })),
  ...[10, 100, 500, 1000].map((size) => ({
    name: `log-batch of ${size} metrics, 20 clients`,
    run: logMetrics(size, CLIENTS),
  })),
  { name: "log-batch of 1000 metrics, 1 client", run: logMetrics(1000, 1) },
  ...[1, 8, 32].map((clients) => ({ name: `log-metric, ${plural(clients)}`, run: logMetric(clients) })),
  { name: "search runs, newest 100, 20 clients", run: search({ max_results: 100 }, CLIENTS) },
  { name: "search runs, newest 100, 1 client", run: search({ max_results: 100 }, 1) },
  {
    name: "search runs by metric, ordered by it",
    run: search({ filter: "metrics.m0 > 0.5", order_by: ["metrics.m0 DESC"], max_results: 100 }, 1),
  },
  {
    name: "search runs by param LIKE",
    run: search({ filter: "params.p3 LIKE '%9'", max_results: 100 }, 1),
  },
  {
    name: "search runs by metric and param, ordered by another metric",
    run: search(
      {
        filter: "metrics.m1 < 0.2 AND params.p2 = '500'",
        order_by: ["metrics.m4 ASC"],
        max_results: 100,
      },
      1,
    ),
  },
  { name: "search experiments, 20 clients", run: searchExperiments },
  { name: "metric history of 1,000 points, 20 clients", run: history("h0", CLIENTS) },
  { name: "metric history of 1 million points, all pages", run: longHistory },
  { name: "registry of 10,000 versions: search by name", registry: true, run: searchVersions },
  { name: "registry of 10,000 versions: latest versions", registry: true, run: latestVersions },
  { name: "artifact, upload", artifacts: true, run: upload },
  { name: "artifact, download", artifacts: true, run: download },
  { name: "mixed load, 20 clients", long: true, run: mixedLoad },
  ...Object.entries({
    "history of 25,000 points": (url) => pageOfHistory(url),
    "search of 5,000 runs": (url) => searchOnce(url, { max_results: 5000 }),
    "search of 5,000 runs by metric": (url) =>
      searchOnce(url, { max_results: 5000, filter: "metrics.m0 >= 0", order_by: ["metrics.m0 DESC"] }),
    "log-batch of 1,000 metrics": (url) => logMetrics(1000, 1)(url, { seconds: 1 }),
    "versions, 10,000 at once": (url) =>
      get(url, `model-versions/search?${new URLSearchParams({ max_results: "10000" })}`),
  }).map(([name, ask]) => ({
    name: `longest block of the event loop, ${name}`,
    asksLoop: true,
    run: longestBlock(ask),
  })),
];

const TIMES = 5;

/** The longest block while one client asks for the same several times, after a first time that warms up. */
function longestBlock(ask) {
  return async (url, { running }) => {
    await ask(url);
    await running.longestBlock();
    for (let time = 0; time < TIMES; time += 1) await ask(url);
    return { longestBlock: await running.longestBlock() };
  };
}

const searchOnce = (url, query) =>
  call(url, "runs/search", { experiment_ids: [FILLED.experiment], ...query });

function pageOfHistory(url) {
  const query = new URLSearchParams({
    run_id: FILLED.runWithHistory,
    metric_key: "long",
    max_results: "25000",
  });
  return get(url, `metrics/get-history?${query}`);
}

function plural(clients) {
  return clients === 1 ? "1 client" : `${clients} clients`;
}

const newRun = async (url, agent) => {
  const body = { experiment_id: "0", start_time: Date.now(), tags: [{ key: "mlflow.user", value: "bench" }] };
  return JSON.parse(await call(url, "runs/create", body, agent)).run.info.run_id;
};

function createRuns(url, { seconds }) {
  return closedLoop({ clients: CLIENTS, seconds }, (_, agent) => newRun(url, agent));
}

function logMetric(clients) {
  return async (url, { seconds }) => {
    const run_id = await newRun(url);
    return closedLoop({ clients, seconds }, (step, agent) => {
      const point = { key: "loss", value: 1 / step, timestamp: Date.now(), step };
      return call(url, "runs/log-metric", { run_id, ...point }, agent);
    });
  };
}

/** Each client logs to a run of its own, as training processes do. */
function logMetrics(size, clients) {
  return async (url, { seconds }) => {
    const runs = await Promise.all(Array.from({ length: clients }, () => newRun(url)));
    return closedLoop({ clients, seconds }, (round, agent, client) => {
      const timestamp = Date.now();
      const metrics = Array.from({ length: size }, (_, i) => ({
        key: `m${i % 10}`,
        value: Math.random(),
        timestamp,
        step: round * 100 + Math.floor(i / 10),
      }));
      return call(url, "runs/log-batch", { run_id: runs[client], metrics }, agent);
    });
  };
}

function logParams(size) {
  return async (url, { seconds }) => {
    const runs = await Promise.all(Array.from({ length: CLIENTS }, () => newRun(url)));
    return closedLoop({ clients: CLIENTS, seconds }, (round, agent, client) => {
      const params = Array.from({ length: size }, (_, i) => ({ key: `p${round}-${i}`, value: `${i}` }));
      return call(url, "runs/log-batch", { run_id: runs[client], params }, agent);
    });
  };
}

function search(query, clients) {
  return (url, { seconds }) =>
    closedLoop({ clients, seconds }, (_, agent) =>
      call(url, "runs/search", { experiment_ids: [FILLED.experiment], ...query }, agent),
    );
}

function searchExperiments(url, { seconds }) {
  return closedLoop({ clients: CLIENTS, seconds }, (_, agent) =>
    call(url, "experiments/search", { max_results: 100 }, agent),
  );
}

function history(key, clients) {
  const query = new URLSearchParams({ run_id: FILLED.runWithHistory, metric_key: key });
  return (url, { seconds }) =>
    closedLoop({ clients, seconds }, (_, agent) => get(url, `metrics/get-history?${query}`, agent));
}

/** Page by page, as the Python client asks for it. */
function longHistory(url, { seconds }) {
  return closedLoop({ clients: 1, seconds, warmUp: false }, async (_, agent) => {
    let token;
    do {
      const query = new URLSearchParams({ run_id: FILLED.runWithHistory, metric_key: "long" });
      query.set("max_results", "25000");
      if (token) query.set("page_token", token);
      token = JSON.parse(await get(url, `metrics/get-history?${query}`, agent)).next_page_token;
    } while (token);
  });
}

function searchVersions(url, { seconds }) {
  const query = new URLSearchParams({ filter: `name = '${FILLED.model}'`, max_results: "100" });
  return closedLoop({ clients: 1, seconds }, (_, agent) => get(url, `model-versions/search?${query}`, agent));
}

function latestVersions(url, { seconds }) {
  return closedLoop({ clients: 1, seconds }, (_, agent) =>
    call(url, "registered-models/get-latest-versions", { name: FILLED.model }, agent),
  );
}
