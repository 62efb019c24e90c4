import { modelsOf } from "@slipway/contract";
import type { SlipwayFile } from "../file/slipway-file.js";
import { type Level, levelOf } from "../gates/confidence.js";
import type { FlipsParameters } from "../gates/flips.js";
import type { ImprovementParameters } from "../gates/improvement.js";
import type { NonInferiorityParameters } from "../gates/non-inferiority.js";
import type { SlicesParameters } from "../gates/slices.js";
import { groupCells } from "../matrix/configurations.js";
import { flipsProspect, slicesProspect } from "./parts-prospect.js";
import type { Expected, Prospect, Scene } from "./prospect.js";
import { repeatsProspect } from "./repeats-prospect.js";
import { rowsProspect } from "./rows-prospect.js";

/** What a file's gates will find, before anything is trained. */
export interface Prospects {
  prospects: Prospect[];
  /** What is to be known beside: for which question one training is enough, what would tell more. */
  notes: string[];
}

/**
 * What the gates that test a difference can find: the smallest one that the one-sided test finds with a power of 0.8
 * (Cohen 1988), at the level that the test-set budget and the number of configurations leave. Exact for accuracy and
 * flips; of other metrics from the noise that two models showed before; of repeats in units of their spread.
 */
export function prospectsOf(file: SlipwayFile, expected: Expected): Prospects {
  const gates = file.release?.gates ?? [];
  const prospects = gates.flatMap(({ name, parameters }) => {
    const found = prospectOf(name, parameters, file, expected);
    return found ? [found] : [];
  });
  return { prospects, notes: notesOf(file, expected) };
}

function prospectOf(
  gate: string,
  parameters: Record<string, unknown>,
  file: SlipwayFile,
  expected: Expected,
): Prospect | undefined {
  const asked = parameters as ImprovementParameters;
  const ofRepeats = gate === "improvement" && (asked.method ?? "examples") !== "examples";
  const scene: Scene = { gate, level: levelIn(file, asked.confidence, ofRepeats), expected, file };
  if (ofRepeats) return file.build && repeatsProspect(asked, repeatsOf(file), scene);
  // Without rows logged metrics are compared, of whose noise nothing is known before.
  if (file.release?.evaluate === undefined) return undefined;
  switch (gate) {
    case "improvement":
      return rowsProspect(asked, scene);
    case "non-inferiority":
      return rowsProspect(parameters as NonInferiorityParameters, scene);
    case "slices":
      return slicesProspect(parameters as SlicesParameters, scene);
    case "flips":
      return flipsProspect(parameters as FlipsParameters, scene);
    default:
      return undefined;
  }
}

/** The level at which a release of this file will test, as the gates compute it. */
function levelIn({ release, build }: SlipwayFile, confidence = 0.95, ofRepeats = false): Level {
  const { testSet } = release ?? {};
  const sameExamplesAsSelection = ofRepeats || release?.evaluate === undefined;
  const configurationsCompared = build ? groupCells(build.cells, build.repeatOver).length : 1;
  return levelOf(confidence, {
    sameExamplesAsSelection,
    configurationsCompared,
    ...(testSet &&
      !ofRepeats && {
        testSet: {
          name: testSet.name,
          looks: Number(testSet.looks),
          models: modelsOf(testSet),
          reliability: testSet.reliability,
        },
      }),
  });
}

/** Of the configuration that is trained least often. */
function repeatsOf({ build }: SlipwayFile): number {
  const groups = build ? groupCells(build.cells, build.repeatOver) : [];
  return Math.min(...groups.map(({ cells }) => cells.length));
}

function notesOf(file: SlipwayFile, { examples, known }: Expected): string[] {
  const { release, build } = file;
  const gates = release?.gates ?? [];
  const comparing = gates.filter(({ name }) => ["improvement", "non-inferiority", "flips"].includes(name));
  const notes: string[] = [];
  if (release?.evaluate !== undefined && comparing.length > 0 && examples === undefined && !known) {
    notes.push(
      "what the gates can find depends on the examples: `--examples N` says it, or a release that was decided before",
    );
  }
  const improvement = gates.filter(({ name }) => name === "improvement");
  const ofExamples = improvement.some(({ parameters: { method } }) => (method ?? "examples") === "examples");
  if (build && ofExamples && repeatsOf(file) === 1) {
    notes.push(
      "with one training of each configuration a pass says that this model is better, not that its recipe is; `repeat-over` trains more",
    );
  }
  return notes;
}
