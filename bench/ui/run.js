// MLflow's own UI and Slipway's in Chromium, one after the other, each over its copy of the same SQLite database.
//   npm run bench:ui -- [--runs 10000] [--keys 200] [--points 50000] [--rounds 3] [--json FILE]
// --keys: how many metrics and params each run has; --points: the length of each of 20 curves;
// --rounds: how often each UI is measured, of which the median is printed.
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { chromium } from "playwright-core";
import { DATABASES } from "../databases.js";
import { makeTables, SERVERS, startServer } from "../servers.js";
import { fill, LONG_RUNS } from "./fill.js";
import { measureUi, warmUp } from "./measure.js";
import { printTable } from "./print-table.js";
import { UIS } from "./uis.js";

const { values } = parseArgs({
  options: {
    runs: { type: "string", default: "10000" },
    keys: { type: "string", default: "200" },
    points: { type: "string", default: "50000" },
    rounds: { type: "string", default: "3" },
    json: { type: "string" },
  },
});
const runs = wholeNumber("runs", 100);
const keys = wholeNumber("keys", 1);
const points = wholeNumber("points", 1000);
const rounds = wholeNumber("rounds", 1);

const folder = mkdtempSync(join(tmpdir(), "slipway-bench-ui-"));
process.on("exit", () => rmSync(folder, { recursive: true, force: true }));

say(
  `fills a database: ${runs} runs of ${keys} metrics and params each, ${LONG_RUNS} curves of ${points} points`,
);
const databases = await DATABASES.sqlite.open(folder);
const original = await databases.create("original");
await makeTables(SERVERS.slipway, folder, original.uri);
await fill(original, { runs, keys, points });

const measured = {};
for (const [name, ui] of Object.entries(UIS)) {
  measured[name] = [];
  try {
    measured[name] = await measureRounds(name, ui);
  } catch (error) {
    say(`${name}: ${error.message}`);
  }
}
process.stdout.write(`${runs} runs of ${keys} metrics and params each, the median of ${rounds}\n`);
printTable(measured);
if (values.json) writeFileSync(values.json, `${JSON.stringify(measured, null, 2)}\n`);

async function measureRounds(name, ui) {
  const file = join(folder, `${name}.db`);
  await original.run(`VACUUM INTO '${file}'`);
  say(`${name}: starts its server`);
  const server = await startServer(SERVERS[ui.server], folder, `sqlite:///${file}`);
  try {
    await inBrowser((browser) => warmUp(browser, server.url, ui, runs));
    const figures = [];
    for (let round = 1; round <= rounds; round += 1) {
      say(`${name}: round ${round} of ${rounds}`);
      figures.push(await inBrowser((browser) => measureUi(browser, server.url, ui, runs)));
    }
    return figures;
  } finally {
    await server.stop();
  }
}

async function inBrowser(work) {
  const browser = await chromium.launch({
    executablePath: process.env.CHROMIUM_PATH ?? "/usr/bin/chromium",
    // Chromium refuses its sandbox to root.
    args: ["--disable-gpu", ...(process.getuid?.() === 0 ? ["--no-sandbox"] : [])],
  });
  try {
    return await work(browser);
  } finally {
    await browser.close();
  }
}

function wholeNumber(name, least) {
  const number = Number(values[name]);
  if (Number.isInteger(number) && number >= least) return number;
  process.stderr.write(`--${name} is ${values[name]}: it takes a whole number from ${least} on.\n`);
  process.exit(2);
}

function say(what) {
  process.stderr.write(`${what} …\n`);
}
