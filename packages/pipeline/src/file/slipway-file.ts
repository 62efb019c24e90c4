import { dirname } from "node:path";
import type { TestSetTerms } from "@slipway/contract";
import type { Cell } from "../matrix/cell.js";
import { expandMatrix } from "../matrix/expand-matrix.js";
import type { SignStep } from "../receipts/open-signer.js";
import { parseDuration } from "./duration.js";
import type { FileContent } from "./schema.js";

/** A checked `slipway.yaml` with every default filled in. */
export interface SlipwayFile {
  /** Absolute, as is `directory`: what the file's own paths are relative to. */
  path: string;
  directory: string;
  experiment: string;
  model?: string;
  build?: BuildStep;
  release?: ReleaseStep;
}

export interface BuildStep {
  prepare?: string;
  command: string;
  cells: Cell[];
  repeatOver: string[];
  env: Record<string, string>;
  maxParallel: number;
  /** Milliseconds; absent, as long as it takes. */
  timeout?: number;
}

/** One gate as it is asked for. */
interface GateSpec {
  name: string;
  parameters: Record<string, unknown>;
}

interface SelectStep {
  metric: string;
  goal: "maximize" | "minimize";
  where?: string;
  /** Absent, more than half of a configuration's repeats. */
  minRepeats?: number;
}

export interface PromoteStep {
  stage?: string;
  alias?: string;
}

/** The budget of the held-out examples. */
export interface TestSetStep extends TestSetTerms {
  name: string;
}

export interface ReleaseStep {
  /** Patterns of branches that may promote; absent, the default branch alone. */
  branches?: string[];
  artifact: string;
  select: SelectStep;
  evaluate?: string;
  /** Absent, reuse of the held-out examples is not controlled. */
  testSet?: TestSetStep;
  gates: GateSpec[];
  promote: PromoteStep;
  /** How receipts are signed; absent, with the key of the environment, if there is one. */
  sign?: SignStep;
}

/** Where a release goes when nothing else is said. */
export const DEFAULT_PROMOTE: Required<PromoteStep> = { stage: "Production", alias: "champion" };
export const DEFAULT_ARTIFACT = "model";

/** Fills in the defaults of a valid file. */
export function resolveFile(content: FileContent, path: string): SlipwayFile {
  const build = content.build && resolveBuild(content.build);
  return {
    path,
    directory: dirname(path),
    experiment: content.experiment,
    ...(content.model !== undefined && { model: content.model }),
    ...(build && { build }),
    ...(content.release && { release: resolveRelease(content.release) }),
  };
}

function resolveBuild(build: NonNullable<FileContent["build"]>): BuildStep {
  const timeout = build.timeout === undefined ? undefined : parseDuration(build.timeout);
  return {
    ...(build.prepare !== undefined && { prepare: build.prepare }),
    command: build.command,
    cells: expandMatrix(build.matrix),
    repeatOver: listOf(build["repeat-over"]),
    env: Object.fromEntries(Object.entries(build.env ?? {}).map(([key, value]) => [key, String(value)])),
    maxParallel: build["max-parallel"] ?? 1,
    ...(timeout !== undefined && { timeout }),
  };
}

function resolveRelease(release: NonNullable<FileContent["release"]>): ReleaseStep {
  const branches = release.on?.branches;
  const { metric, goal = "maximize", where, "min-repeats": minRepeats } = release.select;
  return {
    ...(branches !== undefined && { branches: listOf(branches) }),
    artifact: release.artifact ?? DEFAULT_ARTIFACT,
    select: {
      metric,
      goal,
      ...(where !== undefined && { where }),
      ...(minRepeats !== undefined && { minRepeats }),
    },
    ...(release.evaluate !== undefined && { evaluate: release.evaluate }),
    ...(release["test-set"] && { testSet: resolveTestSet(release["test-set"]) }),
    gates: (release.gates ?? []).flatMap((gate) =>
      Object.entries(gate).map(([name, parameters]) => ({ name, parameters: parameters as never })),
    ),
    promote: release.promote ?? DEFAULT_PROMOTE,
    ...(release.sign && { sign: release.sign }),
  };
}

/** Fills in the defaults of a budget. */
export const resolveTestSet = (given: { name: string } & Partial<TestSetTerms>): TestSetStep => ({
  looks: 32,
  adaptivity: "first-change",
  passes: 1,
  reliability: 0.95,
  reveal: "sealed",
  ...given,
});

const listOf = (names: string | string[] | undefined): string[] =>
  names === undefined ? [] : Array.isArray(names) ? names : [names];
