// Starts the real `mlflow server`, FastTrackML and Slipway's server, one after the other on each kind of database,
// puts the same load on all of them, and prints the ratios.
//   npm run bench -- [--seconds 5] [--runs 10000] [--only log-metric] [--databases sqlite,postgresql]
//                    [--servers mlflow,fasttrackml,slipway] [--megabytes 1024] [--minutes 0] [--json FILE]
// --only: the loads whose names contain it; --megabytes: the size of the artifact; --minutes: how long the mixed load takes.
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { DATABASES } from "./databases.js";
import { fill } from "./fill.js";
import { printReport } from "./report.js";
import { makeTables, measureStart, SERVERS } from "./servers.js";
import { WORKLOADS } from "./workloads.js";

const { values } = parseArgs({
  options: {
    seconds: { type: "string", default: "5" },
    runs: { type: "string", default: "10000" },
    only: { type: "string" },
    databases: { type: "string", default: Object.keys(DATABASES).join(",") },
    servers: { type: "string", default: Object.keys(SERVERS).join(",") },
    megabytes: { type: "string", default: "1024" },
    minutes: { type: "string", default: "0" },
    json: { type: "string" },
  },
});
const seconds = Number(values.seconds);
const runs = Number(values.runs);
const megabytes = Number(values.megabytes);
const minutes = Number(values.minutes);

const folder = mkdtempSync(join(tmpdir(), "slipway-bench-"));
process.on("exit", () => rmSync(folder, { recursive: true, force: true }));

const results = {};
for (const kind of values.databases.split(",")) {
  const databases = await DATABASES[kind].open(folder);
  try {
    results[kind] = await measureAll(databases);
  } finally {
    await databases.close();
  }
  printReport(kind, results[kind], { seconds, runs });
}
if (values.json) writeFileSync(values.json, `${JSON.stringify(results, null, 2)}\n`);

async function measureAll(databases) {
  const measured = {};
  for (const name of values.servers.split(",")) {
    const server = SERVERS[name];
    if (!server.opens.includes(databases.kind)) continue;
    process.stderr.write(`${databases.kind}, ${name}: fills a database with ${runs} runs …\n`);
    const database = await databases.create(name);
    await makeTables(server, folder, database.uri);
    await fill(database, server.layout, runs);
    process.stderr.write(`${databases.kind}, ${name}: start …\n`);
    const { process: running, ...start } = await measureStart(server, folder, database.uri);
    measured[name] = { ...start, loads: {} };
    for (const workload of WORKLOADS) {
      if (values.only && !workload.name.includes(values.only)) continue;
      if (workload.registry && !server.registry) continue;
      if (workload.artifacts && !server.artifacts) continue;
      if (workload.long && minutes === 0) continue;
      if (workload.asksLoop && !server.tellsLoop) continue;
      if (server.only && !workload.name.startsWith(server.only)) continue;
      process.stderr.write(`${databases.kind}, ${name}: ${workload.name} …\n`);
      measured[name].loads[workload.name] = await workload.run(running.url, {
        seconds,
        megabytes,
        minutes,
        running,
      });
    }
    measured[name].loadedMemory = running.memory();
    await running.stop();
  }
  return measured;
}
