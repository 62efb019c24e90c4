import { execFileSync } from "node:child_process";
import { createWriteStream, existsSync } from "node:fs";
import { mkdtemp, rm, stat, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { parseArgs } from "node:util";

/** How long prediction files take to be read and compared, and how much memory: see `--help`. */

const HELP = `usage: npm run bench:evaluation [-- --rows N] [-- --pairs N] [-- --python PATH]
  --rows N        rows of the file that is read (default: 10,000,000)
  --pairs N       examples on which two models are compared, 10,000 resamples each (default: 100,000)
  --python PATH   a Python with pandas, pyarrow and scikit-learn: the peer, and what writes Parquet
                  (default: that of conformance/.venvs/mlflow-3, where it is there)
Times are those of the processor, so that a busy machine does not change them; each file is read by a process of
its own, whose peak memory is the greatest that it ever had.`;

const VENV = join(import.meta.dirname, "../conformance/.venvs/mlflow-3/bin/python");
const { values } = parseArgs({
  options: {
    rows: { type: "string", default: "10000000" },
    pairs: { type: "string", default: "100000" },
    python: { type: "string", default: existsSync(VENV) ? VENV : "" },
    read: { type: "string" },
    help: { type: "boolean", default: false },
  },
});

const source = (path) =>
  import(pathToFileURL(join(import.meta.dirname, "../packages/pipeline/dist", path)).href);
const { readPredictions } = await source("evaluation/read-predictions.js");
const { examplesDigest, pairPredictions } = await source("evaluation/pair-predictions.js");
const { curvesOf } = await source("evaluation/curves/curves-of.js");
const { measure } = await source("evaluation/metrics/metric.js");
const { metricByName } = await source("evaluation/metrics/metric-by-name.js");
const { testPaired } = await source("gates/paired-test.js");

const line = (...cells) =>
  console.log(
    cells
      .map((cell) => String(cell).padEnd(18))
      .join("")
      .trimEnd(),
  );
const processor = () => {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1e6;
};
const seconds = (start) => `${(processor() - start).toFixed(1)} s`;
const peak = () => `${(process.resourceUsage().maxRSS / 1000).toFixed(0)} MB`;
const count = (number) => Number(number).toLocaleString("en");

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

/** Reads one file as a release does, in this process. */
async function readOne(path) {
  const start = processor();
  const rows = await readPredictions(path);
  const read = [seconds(start), peak()];
  const after = processor();
  examplesDigest(rows);
  measure(metricByName("accuracy"), rows);
  curvesOf(rows);
  const size = `${((await stat(path)).size / 1e6).toFixed(0)} MB`;
  line(path.split(".").at(-1), count(rows.ids.length), size, ...read, seconds(after), peak());
}

const PEER_READ = `
import resource, sys, time
import pandas as pd
from sklearn.metrics import accuracy_score, confusion_matrix, roc_curve
path = sys.argv[1]
start = time.process_time()
rows = pd.read_csv(path) if path.endswith("csv") else pd.read_parquet(path)
read = time.process_time() - start
memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1000
start = time.process_time()
accuracy_score(rows.label, rows.prediction), confusion_matrix(rows.label, rows.prediction), roc_curve(rows.label, rows.score)
print(f"{read:.1f} s|{memory:.0f} MB|{time.process_time() - start:.1f} s|{resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1000:.0f} MB")
`;

const python = (...words) => execFileSync(values.python, words, { encoding: "utf8" }).trim();

async function reading(folder, rows) {
  const csv = join(folder, "rows.csv");
  await writeRows(csv, rows, 0.9);
  const files = [csv];
  if (values.python) {
    const parquet = join(folder, "rows.parquet");
    python("-c", "import sys, pandas; pandas.read_csv(sys.argv[1]).to_parquet(sys.argv[2])", csv, parquet);
    files.push(parquet);
  }
  line("read", "rows", "file", "time", "peak memory", "metric, curves", "peak memory");
  for (const file of files) {
    process.stdout.write(
      execFileSync(process.execPath, [import.meta.filename, "--read", file], { encoding: "utf8" }),
    );
    if (values.python)
      line("  pandas, sklearn", count(rows), "", ...python("-c", PEER_READ, file).split("|"));
  }
  for (const file of files) await rm(file);
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

/** The same statistic on rows that numpy draws, from few resamples: all 10,000 would take many minutes. */
const PEER_COMPARE = `
import sys, time
import numpy as np, pandas as pd
from sklearn import metrics
name, a, b = sys.argv[1:]
a, b = pd.read_csv(a), pd.read_csv(b)
column = lambda rows, *names: [rows[n].to_numpy() for n in names]
statistic, names = {
    "accuracy": (lambda y, p: np.mean(y == p), ["label", "prediction"]),
    "f1": (metrics.f1_score, ["label", "prediction"]),
    "log_loss": (metrics.log_loss, ["label", "score"]),
    "mean(amount)": (np.mean, ["amount"]),
    "roc_auc": (metrics.roc_auc_score, ["label", "score"]),
    "rmse": (lambda y, p: np.sqrt(np.mean((y - p) ** 2)), ["label", "prediction"]),
}[name]
a, b = column(a, *names), column(b, *names)
rng, n, few = np.random.default_rng(1), len(a[0]), 50
start = time.process_time()
for _ in range(few):
    rows = rng.integers(0, n, n)
    statistic(*[c[rows] for c in a]) - statistic(*[c[rows] for c in b])
print(f"{(time.process_time() - start) * 10_000 / few:.0f}")
`;

async function comparing(folder, pairs) {
  const files = [join(folder, "candidate.csv"), join(folder, "champion.csv")];
  await writeRows(files[0], pairs, 0.9, true);
  await writeRows(files[1], pairs, 0.89, true);
  line("\ncompared", "examples", "resamples", "time", "numpy, sklearn", "ratio");
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
    const start = processor();
    await testPaired(paired, { metric, goal: metric.goal ?? "maximize", minDelta: 0, level, seed: 1 });
    const taken = processor() - start;
    const peer = values.python ? Number(python("-c", PEER_COMPARE, name, ...files)) : undefined;
    const beside = peer === undefined ? [] : [`${peer} s`, `${(peer / taken).toFixed(0)} x`];
    line(name, count(pairs), "10,000", `${taken.toFixed(1)} s`, ...beside);
  }
}

if (values.help) console.log(HELP);
else if (values.read) await readOne(values.read);
else {
  const folder = await mkdtemp(join(tmpdir(), "slipway-bench-"));
  try {
    await reading(folder, Number(values.rows));
    await comparing(folder, Number(values.pairs));
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
