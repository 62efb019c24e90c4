/** Prints one line a measurement: MLflow's figure, ours, and how many times better ours is. */
export function printReport({ mlflow, slipway }, { seconds, runs }) {
  const rows = [
    [
      "cold start to the first answer",
      ms(mlflow.coldStart),
      ms(slipway.coldStart),
      mlflow.coldStart / slipway.coldStart,
    ],
    ["idle memory", mb(mlflow.idleMemory), mb(slipway.idleMemory), mlflow.idleMemory / slipway.idleMemory],
    [
      "memory after the load",
      mb(mlflow.loadedMemory),
      mb(slipway.loadedMemory),
      mlflow.loadedMemory / slipway.loadedMemory,
    ],
    ...Object.keys(slipway.loads).map((name) => {
      const [theirs, ours] = [mlflow.loads[name], slipway.loads[name]];
      return [name, rate(theirs), rate(ours), ours.perSecond / theirs.perSecond];
    }),
  ];
  const width = Math.max(...rows.map(([name]) => name.length));
  const print = (name, theirs, ours, ratio) =>
    process.stdout.write(
      `${name.padEnd(width)}  ${theirs.padStart(34)}  ${ours.padStart(34)}  ${ratio.padStart(8)}\n`,
    );
  print("", "mlflow server", "slipway server", "ratio");
  for (const [name, theirs, ours, ratio] of rows) print(name, theirs, ours, `${ratio.toFixed(1)} x`);
  process.stdout.write(
    `\n${seconds} s a load, ${runs} runs searched, SQLite, Node ${process.versions.node}\n`,
  );
}

const ms = (value) => `${value.toFixed(0)} ms`;
const mb = (value) => `${(value / 1024 / 1024).toFixed(0)} MB`;
const rate = ({ perSecond, median, p95 }) =>
  `${perSecond.toFixed(perSecond < 100 ? 1 : 0)}/s (median ${median.toFixed(1)}, p95 ${p95.toFixed(1)} ms)`;
