// Starts the real `mlflow server` and Slipway's, one after the other, puts the same load on both, prints the ratios.
//   npm run bench -- [--seconds 5] [--runs 10000] [--only log-metric] [--json FILE]
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { fillDatabases } from "./filled-database.js";
import { printReport } from "./report.js";
import { measureStart, SERVERS } from "./servers.js";
import { WORKLOADS } from "./workloads.js";

const { values } = parseArgs({
  options: {
    seconds: { type: "string", default: "5" },
    runs: { type: "string", default: "10000" },
    only: { type: "string" },
    json: { type: "string" },
  },
});
const seconds = Number(values.seconds);
const runs = Number(values.runs);
const workloads = WORKLOADS.filter(({ name }) => !values.only || name.includes(values.only));

const folder = mkdtempSync(join(tmpdir(), "slipway-bench-"));
process.on("exit", () => rmSync(folder, { recursive: true, force: true }));

process.stderr.write(`Filling two databases with ${runs} runs …\n`);
const databases = await fillDatabases(folder, runs);

const results = {};
for (const [name, server] of Object.entries(SERVERS)) {
  process.stderr.write(`${name}: start …\n`);
  const { process: running, ...start } = await measureStart(server, folder, databases[name]);
  results[name] = { ...start, loads: {} };
  for (const workload of workloads) {
    process.stderr.write(`${name}: ${workload.name} …\n`);
    results[name].loads[workload.name] = await workload.run(running.url, { seconds });
  }
  results[name].loadedMemory = running.memory();
  await running.stop();
}

printReport(results, { seconds, runs });
if (values.json) writeFileSync(values.json, `${JSON.stringify(results, null, 2)}\n`);
