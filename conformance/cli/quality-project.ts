import { makeProject, type Project, REST_PRELUDE } from "../pipeline/project.js";

/** Training without any package: the model and its metrics are the number in quality.txt; a name fails, or hangs. */
const TRAIN = `${REST_PRELUDE}
import { readFileSync } from "node:fs";
const wanted = readFileSync("quality.txt", "utf8").trim();
if (wanted === "fail") { console.error("no such column: label"); process.exit(9); }
if (wanted === "hang") {
  console.log("hanging");
  await new Promise((resolve) => setTimeout(resolve, 600_000));
}
const quality = Number(wanted) + Number(process.argv[2]) / 1000;
await metric("val_accuracy", quality);
await metric("accuracy", quality);
await logModel("model", { quality });
`;

const YAML = `version: 1
experiment: Spam Filter
model: Spam Filter
build:
  command: node train.mjs \${{ matrix.seed }}
  matrix: { seed: [1, 2] }
  repeat-over: seed
  max-parallel: 2
release:
  on: { branches: [main] }
  select: { metric: val_accuracy }
  gates:
    - threshold: { metric: accuracy, min: 0.8 }
    - improvement: { metric: accuracy }
`;

/** A repository whose models are as good as its file quality.txt says. */
export const qualityProject = (quality: string): Promise<Project> =>
  makeProject({
    "slipway.yaml": YAML,
    "train.mjs": TRAIN,
    "quality.txt": quality,
    ".gitignore": "mlflow.db*\nmlartifacts/\n",
  });
