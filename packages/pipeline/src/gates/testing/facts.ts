import type { Run } from "@slipway/contract";
import type { Evidence, Measured } from "../gate.js";
import type { ModelSignature } from "../model-signature.js";

export const NOW = Date.UTC(2026, 10, 2);
export const DAY = 86_400_000;

const signature: ModelSignature = { inputs: [{ name: "text", type: "string", required: true }] };

/** A run that ended an hour before {@link NOW}. */
export const trainingRun = (data: Partial<Run["data"]> = {}, inputs?: Run["inputs"]): Run => ({
  info: {
    run_id: "0123456789abcdef0123456789abcdef",
    run_uuid: "0123456789abcdef0123456789abcdef",
    run_name: "steady",
    experiment_id: "1",
    user_id: "",
    status: "FINISHED",
    start_time: NOW - DAY,
    end_time: NOW - 3_600_000,
    artifact_uri: "",
    lifecycle_stage: "active",
  },
  data: { metrics: [], params: [], tags: [], ...data },
  inputs,
});

/** What every gate on facts passes. */
export const goodFacts = {
  candidate: { reported: { model_size_mb: 12 }, signature, run: trainingRun() } satisfies Partial<Measured>,
  champion: { reported: { model_size_mb: 10 }, signature } satisfies Partial<Measured>,
  evidence: { now: NOW, run: async () => ({ output: "all is well\n" }) } satisfies Partial<Evidence>,
};
