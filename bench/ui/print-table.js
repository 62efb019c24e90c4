import { ROWS } from "./measure.js";
import { NOTES } from "./uis.js";

/** What is not a time in milliseconds. */
const FORMATS = {
  bytes: (value) => `${(value / 1e6).toFixed(2)} MB`,
  memory: (value) => `${(value / 1e6).toFixed(0)} MB`,
  requests: String,
  "frames over 50 ms": String,
};

/** Prints the median of each figure of both UIs, how many times more MLflow's takes, and what to know about it. */
export function printTable({ mlflow, slipway }) {
  const line = (name, theirs, ours, ratio, note = "") => {
    const cells = [name.padEnd(20), theirs.padStart(12), ours.padStart(12), ratio.padStart(9), `  ${note}`];
    process.stdout.write(`${cells.join("").trimEnd()}\n`);
  };
  line("", "MLflow", "Slipway", "ratio");
  for (const name of ROWS) {
    const show = FORMATS[name] ?? ((value) => `${value.toFixed(0)} ms`);
    const [theirs, ours] = [mlflow, slipway].map((rounds) => median(rounds.map((figures) => figures[name])));
    const shown = [theirs, ours].map((value) => (value === undefined ? "failed" : show(value)));
    line(
      name,
      ...shown,
      theirs !== undefined && ours > 0 ? `${(theirs / ours).toFixed(1)}x` : "–",
      NOTES[name],
    );
  }
}

/** Undefined when a round has no figure: the rest would be a better round than was asked for. */
function median(values) {
  if (values.length === 0 || values.includes(undefined)) return undefined;
  return values.sort((a, b) => a - b)[Math.floor(values.length / 2)];
}
