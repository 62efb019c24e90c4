// Plays generated sequences of API calls against the real MLflow server and ours, and prints where they differ:
// npm run differential -- --sequences 5000 --seed 1 [--at-once 4] [--shorten 10] [--kinds]
import { parseArgs } from "node:util";
import { prepare, run } from "./workspace.js";

const number = { type: "string" };
const { values } = parseArgs({
  options: {
    sequences: { ...number, default: "1000" },
    seed: { ...number, default: "1" },
    "at-once": { ...number, default: "4" },
    shorten: { ...number, default: "10" },
    // Tells what is intended kind by kind.
    kinds: { type: "boolean", default: false },
  },
});

prepare();
run(
  process.execPath,
  ["node_modules/vitest/vitest.mjs", "run", "conformance/side-by-side", "-t", "sequences of calls"],
  {
    env: {
      ...process.env,
      DIFFERENTIAL_SEQUENCES: values.sequences,
      DIFFERENTIAL_SEED: values.seed,
      DIFFERENTIAL_AT_ONCE: values["at-once"],
      DIFFERENTIAL_SHORTEN: values.shorten,
      DIFFERENTIAL_KINDS: String(values.kinds),
    },
  },
);
