import fc from "fast-check";
import type { Call, Sequence } from "./call.js";
import { artifactCalls, uploadArtifact } from "./calls/artifacts.js";
import { createExperiment, experimentCalls } from "./calls/experiments.js";
import { createLoggedModel, loggedModelCalls, logModelMetric } from "./calls/logged-models.js";
import { createRegisteredModel, createVersion, registryCalls } from "./calls/registry.js";
import { createRun, logBatch, logMetric, runCalls } from "./calls/runs.js";

const first: Call = { method: "POST", path: "experiments/create", fields: { name: "<p>-a" } };
const firstModel: Call = { method: "POST", path: "registered-models/create", fields: { name: "<p>-m" } };
const one = (call: Call) => fc.constant([call]);
const some = (calls: fc.Arbitrary<Call>, minLength: number, maxLength: number) =>
  fc.array(calls, { minLength, maxLength, size: "max" });

/** What a sequence is about: what it makes first, and what it then calls. */
const THEMES: readonly fc.Arbitrary<Sequence>[] = [
  fc
    .tuple(one(first), some(createExperiment, 1, 3), some(experimentCalls, 3, 10))
    .map((parts) => parts.flat()),
  fc
    .tuple(
      one(first),
      some(createRun, 1, 3),
      some(fc.oneof(logBatch, logMetric), 1, 4),
      some(runCalls, 3, 12),
    )
    .map((parts) => parts.flat()),
  fc
    .tuple(
      one(first),
      some(createRun, 1, 2),
      some(createLoggedModel, 1, 3),
      some(logModelMetric, 0, 2),
      some(loggedModelCalls, 3, 10),
    )
    .map((parts) => parts.flat()),
  fc
    .tuple(
      one(first),
      some(createRun, 0, 1),
      one(firstModel),
      some(fc.oneof(createRegisteredModel, createVersion), 1, 4),
      some(registryCalls, 4, 12),
    )
    .map((parts) => parts.flat()),
  fc
    .tuple(one(first), some(createRun, 1, 1), some(uploadArtifact, 1, 2), some(artifactCalls, 2, 8))
    .map((parts) => parts.flat()),
];

/** Sequences of every theme. */
export const sequences: fc.Arbitrary<Sequence> = fc.oneof(...THEMES);
