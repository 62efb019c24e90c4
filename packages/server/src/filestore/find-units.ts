import { lstatSync } from "node:fs";
import { join } from "node:path";
import type { Finding } from "./finding.js";
import { foldersIn } from "./listing.js";
import { exactInteger } from "./numbers.js";
import type { Unit } from "./unit.js";

export const TRASH = ".trash";
export const MODELS = "models";

/** Folders of an experiment that are no runs. */
const RESERVED = new Set(["tags", "datasets", "traces", MODELS]);

/** All units in the files, each after those that it needs. */
export function* findUnits(root: string, findings: Finding[]): Generator<Unit> {
  const experiments = findExperiments(root, findings);
  yield* experiments;
  for (const experiment of experiments) yield* findRuns(root, experiment, findings);
  for (const experiment of experiments) yield* findLoggedModels(root, experiment, findings);
  for (const id of foldersIn(join(root, MODELS), MODELS, findings))
    yield { kind: "registered-model", id, folder: `${MODELS}/${id}`, experiment: 0 };
}

/** All experiments, deleted ones too. */
export const findExperiments = (root: string, findings: Finding[]): Unit[] =>
  ["", TRASH].flatMap((parent) => experimentsIn(root, parent, findings));

function experimentsIn(root: string, parent: string, findings: Finding[]): Unit[] {
  const units: Unit[] = [];
  for (const id of foldersIn(join(root, parent), parent, findings)) {
    if (parent === "" && (id === TRASH || id === MODELS)) continue;
    const folder = parent === "" ? id : `${parent}/${id}`;
    const experiment = exactInteger(id);
    if (experiment !== undefined && String(experiment) === id && experiment >= 0)
      units.push({ kind: "experiment", id, folder, experiment });
    else findings.push({ path: folder, problem: "The folder's name is no number of an experiment." });
  }
  return units;
}

export const findRuns = (root: string, experiment: Unit, findings: Finding[]): Unit[] =>
  foldersIn(join(root, experiment.folder), experiment.folder, findings)
    .filter((id) => !RESERVED.has(id))
    .map((id) => runUnit(experiment, id));

const runUnit = ({ folder, experiment }: Unit, id: string): Unit => ({
  kind: "run",
  id,
  folder: `${folder}/${id}`,
  experiment,
});

export const findLoggedModels = (root: string, experiment: Unit, findings: Finding[]): Unit[] =>
  foldersIn(join(root, experiment.folder, MODELS), `${experiment.folder}/${MODELS}`, findings).map((id) => ({
    kind: "logged-model",
    id,
    folder: `${experiment.folder}/${MODELS}/${id}`,
    experiment: experiment.experiment,
  }));

/** The unit that a path below the root belongs to, if it belongs to one. */
export function unitAt(path: string): Unit | undefined {
  const all = path.split("/");
  const inTrash = all[0] === TRASH;
  const [name = "", first, second] = inTrash ? all.slice(1) : all;
  if (!inTrash && name === MODELS)
    return first
      ? { kind: "registered-model", id: first, folder: `${MODELS}/${first}`, experiment: 0 }
      : undefined;
  const number = exactInteger(name);
  if (number === undefined || String(number) !== name) return undefined;
  const folder = inTrash ? `${TRASH}/${name}` : name;
  const experiment: Unit = { kind: "experiment", id: name, folder, experiment: number };
  if (first === undefined || first === "tags" || first === "meta.yaml") return experiment;
  if (first === MODELS)
    return second
      ? { kind: "logged-model", id: second, folder: `${folder}/${MODELS}/${second}`, experiment: number }
      : undefined;
  return RESERVED.has(first) ? undefined : runUnit(experiment, first);
}

/** Whether something is a folder of its own, and no link to one. */
export function isFolder(path: string): boolean {
  return lstatSync(path, { throwIfNoEntry: false })?.isDirectory() ?? false;
}
