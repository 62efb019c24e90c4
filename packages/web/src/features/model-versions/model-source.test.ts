import { expect, it } from "vitest";
import { modelSource } from "./model-source.js";

it.each([
  [{ source: "runs:/abc/model" }, { source: { runId: "abc" }, path: "model" }],
  [{ source: "runs:/abc/some/model/" }, { source: { runId: "abc" }, path: "some/model" }],
  [
    { source: "models:/m-1", run_id: "abc" },
    { source: { modelId: "m-1" }, path: "" },
  ],
  [
    { source: "mlflow-artifacts:/1/models/m-2/artifacts", model_id: "m-2" },
    { source: { modelId: "m-2" }, path: "" },
  ],
  [
    { source: "mlflow-artifacts:/1/abc/artifacts/model", run_id: "abc" },
    { source: { runId: "abc" }, path: "model" },
  ],
  [{ source: "s3://bucket/model", run_id: "abc" }, undefined],
  [{ source: "models:/News/1" }, undefined],
])("of %j is %j", (version, found) => expect(modelSource(version)).toEqual(found));
