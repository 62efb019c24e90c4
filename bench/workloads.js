import { call, closedLoop } from "./load.js";

/** Every load that is put on each server in turn. */
export const WORKLOADS = [
  { name: "create-run, 1 client", run: (url, options) => createRuns(url, { ...options, clients: 1 }) },
  { name: "log-metric, 1 client", run: (url, options) => logMetric(url, { ...options, clients: 1 }) },
  { name: "log-metric, 32 clients", run: (url, options) => logMetric(url, { ...options, clients: 32 }) },
  { name: "log-batch of 1,000 metrics, 1 client", run: logBatch },
  {
    name: "search by metric, ordered by it, 100 of all",
    run: (url, options) =>
      search(url, options, { filter: "metrics.m0 > 0.5", order_by: ["metrics.m0 DESC"], max_results: 100 }),
  },
  {
    name: "search, newest 100",
    run: (url, options) => search(url, options, { max_results: 100 }),
  },
  {
    name: "search by param, 100 of all",
    run: (url, options) => search(url, options, { filter: "params.p3 LIKE '%9'", max_results: 100 }),
  },
];

const newRun = async (url, agent) => {
  const body = { experiment_id: "0", start_time: Date.now(), tags: [{ key: "mlflow.user", value: "bench" }] };
  return JSON.parse(await call(url, "runs/create", body, agent)).run.info.run_id;
};

const createRuns = (url, { clients, seconds }) =>
  closedLoop({ clients, seconds }, (_, agent) => newRun(url, agent));

async function logMetric(url, { clients, seconds }) {
  const run_id = await newRun(url);
  return closedLoop({ clients, seconds }, (step, agent) =>
    call(
      url,
      "runs/log-metric",
      { run_id, key: "loss", value: 1 / step, timestamp: Date.now(), step },
      agent,
    ),
  );
}

async function logBatch(url, { seconds }) {
  const run_id = await newRun(url);
  return closedLoop({ clients: 1, seconds }, (round, agent) => {
    const timestamp = Date.now();
    const metrics = Array.from({ length: 1000 }, (_, i) => ({
      key: `m${i % 10}`,
      value: Math.random(),
      timestamp,
      step: round * 100 + Math.floor(i / 10),
    }));
    return call(url, "runs/log-batch", { run_id, metrics }, agent);
  });
}

const search = (url, { seconds }, query) =>
  closedLoop({ clients: 1, seconds }, (_, agent) =>
    call(url, "runs/search", { experiment_ids: ["1"], ...query }, agent),
  );
