import { createWriteStream } from "node:fs";
import { mkdtemp, rm, stat, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { parseArgs } from "node:util";

/** How long prediction files take to be read and compared, and how much memory: see `--help`. */

const HELP = `usage: npm run bench:evaluation [-- --rows N] [-- --pairs N]
  --rows N    rows of the file that is read (default: 10,000,000)
  --pairs N   examples on which two models are compared, 10,000 resamples each (default: 100,000)`;

const { values } = parseArgs({
  options: {
    rows: { type: "string", default: "10000000" },
    pairs: { type: "string", default: "100000" },
    help: { type: "boolean", default: false },
  },
});

const source = (path) =>
  import(pathToFileURL(join(import.meta.dirname, "../packages/pipeline/dist", path)).href);
const { readPredictions } = await source("evaluation/read-predictions.js");
const { pairPredictions } = await source("evaluation/pair-predictions.js");
const { metricByName } = await source("evaluation/metrics/metric-by-name.js");
const { testPaired } = await source("gates/paired-test.js");

const line = (...cells) =>
  console.log(
    cells
      .map((cell) => String(cell).padEnd(18))
      .join("")
      .trimEnd(),
  );
const seconds = (start) => `${((performance.now() - start) / 1000).toFixed(1)} s`;

/** A file of two classes that a model is right about with a probability of `right`. */
async function writeRows(path, rows, right, amounts = false) {
  const file = createWriteStream(path);
  let text = `id,label,prediction,score${amounts ? ",amount" : ""}\n`;
  for (let row = 0; row < rows; row++) {
    const label = (row * 7919) % 2;
    // Numbers that look random and are the same each time.
    const noise = ((Math.imul(row ^ Math.round(right * 1e6), 0x9e3779b1) >>> 0) % 100_003) / 100_003;
    const said = noise < right ? label : 1 - label;
    const score = (said + noise) / 2;
    const amount = amounts ? `,${(label + noise).toFixed(6)}` : "";
    text += `row-${row},${label},${said},${score.toFixed(5)}${amount}\n`;
    if (text.length < 1_000_000) continue;
    if (!file.write(text)) await new Promise((resolve) => file.once("drain", resolve));
    text = "";
  }
  await new Promise((resolve) => file.end(text, resolve));
}

async function reading(folder, rows) {
  const path = join(folder, "rows.csv");
  await writeRows(path, rows, 0.9);
  const size = ((await stat(path)).size / 1e6).toFixed(0);
  const start = performance.now();
  const predictions = await readPredictions(path);
  line("read", "rows", "file", "time", "peak memory");
  const memory = `${(process.resourceUsage().maxRSS / 1000).toFixed(0)} MB`;
  line("CSV", predictions.ids.length.toLocaleString("en"), `${size} MB`, seconds(start), memory);
  await rm(path);
}

/** A file of amounts. */
async function writeAmounts(path, rows, spread) {
  let text = "id,label,prediction\n";
  for (let row = 0; row < rows; row++) {
    const noise = ((Math.imul(row ^ Math.round(spread * 1e6), 0x9e3779b1) >>> 0) % 100_003) / 100_003 - 0.5;
    text += `row-${row},${row / 1000},${(row / 1000 + spread * noise).toFixed(6)}\n`;
  }
  await writeFile(path, text);
}

async function comparing(folder, pairs) {
  const files = [join(folder, "candidate.csv"), join(folder, "champion.csv")];
  await writeRows(files[0], pairs, 0.9, true);
  await writeRows(files[1], pairs, 0.89, true);
  line("\ncompared", "examples", "resamples", "time");
  await timed(["accuracy", "f1", "log_loss", "mean(amount)", "roc_auc"], files, pairs);
  await writeAmounts(files[0], pairs, 1);
  await writeAmounts(files[1], pairs, 1.1);
  await timed(["rmse"], files, pairs);
}

async function timed(names, files, pairs) {
  const paired = pairPredictions(await readPredictions(files[0]), await readPredictions(files[1]));
  const level = { confidence: 0.95, alpha: 0.05, alphaBetter: 0.05, compared: 1, text: "at 95 %" };
  for (const name of names) {
    const metric = metricByName(name);
    const start = performance.now();
    await testPaired(paired, { metric, goal: metric.goal ?? "maximize", minDelta: 0, level, seed: 1 });
    line(name, pairs.toLocaleString("en"), "10,000", seconds(start));
  }
}

if (values.help) console.log(HELP);
else {
  const folder = await mkdtemp(join(tmpdir(), "slipway-bench-"));
  try {
    await reading(folder, Number(values.rows));
    await comparing(folder, Number(values.pairs));
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
