import { setTimeout as sleep } from "node:timers/promises";
import { FILLED } from "./fill.js";
import { call, closedLoop, get } from "./load.js";

const CLIENTS = 20;
const SAMPLES = 10;

/** What training and people at the UI ask for at the same time, for minutes. @returns also the memory, tenth by tenth */
export async function mixedLoad(url, { minutes, running }) {
  const seconds = minutes * 60;
  const runs = await Promise.all(Array.from({ length: CLIENTS }, () => newRun(url)));
  const memories = [];
  const sampling = (async () => {
    for (let sample = 0; sample < SAMPLES; sample += 1) {
      await sleep((seconds * 1000) / SAMPLES);
      memories.push(running.memory());
    }
  })();
  const load = await closedLoop(
    { clients: CLIENTS, seconds, warmUp: false },
    async (round, agent, client) => {
      await ASKED[round % ASKED.length]({ url, agent, round, run_id: runs[client] });
      // A run ends some time, and another one begins.
      if (round % 500 === 0) runs[client] = await newRun(url, agent);
    },
  );
  await sampling;
  return { ...load, memories };
}

const newRun = async (url, agent) =>
  JSON.parse(await call(url, "runs/create", { experiment_id: "0", start_time: Date.now() }, agent)).run.info
    .run_id;

const batch = ({ url, agent, round, run_id }) => {
  const timestamp = Date.now();
  const metrics = Array.from({ length: 100 }, (_, i) => ({
    ...{ key: `m${i % 10}`, value: Math.random(), timestamp, step: round * 10 + Math.floor(i / 10) },
  }));
  return call(url, "runs/log-batch", { run_id, metrics }, agent);
};
const metric = ({ url, agent, round, run_id }) =>
  call(
    url,
    "runs/log-metric",
    { run_id, key: "loss", value: 1 / round, timestamp: Date.now(), step: round },
    agent,
  );
const search = ({ url, agent }) =>
  call(
    url,
    "runs/search",
    {
      experiment_ids: [FILLED.experiment],
      ...{ filter: "metrics.m0 > 0.5", order_by: ["metrics.m0 DESC"], max_results: 100 },
    },
    agent,
  );
const history = ({ url, agent }) =>
  get(
    url,
    `metrics/get-history?${new URLSearchParams({ run_id: FILLED.runWithHistory, metric_key: "h0" })}`,
    agent,
  );
const oneRun = ({ url, agent, run_id }) => get(url, `runs/get?${new URLSearchParams({ run_id })}`, agent);
const experiments = ({ url, agent }) => call(url, "experiments/search", { max_results: 100 }, agent);

const ASKED = [batch, metric, metric, search, metric, history, batch, metric, oneRun, experiments];
