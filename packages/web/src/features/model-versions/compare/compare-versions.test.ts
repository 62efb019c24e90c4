import type { Decision, ModelVersion } from "@slipway/contract";
import { expect, it } from "vitest";
import { compareVersions } from "./compare-versions.js";
import { readModelFile } from "./read-model-file.js";
import type { VersionFacts } from "./version-facts.js";

const version = (number: string, more: Partial<ModelVersion> = {}): ModelVersion => ({
  name: "News",
  version: number,
  status: "READY",
  tags: [],
  aliases: [],
  model_params: [],
  model_metrics: [],
  ...more,
});

const MODEL = (columns: string, sklearn: string) => `
artifact_path: model
flavors:
  python_function:
    env: {conda: conda.yaml}
    loader_module: mlflow.sklearn
  sklearn: {sklearn_version: ${sklearn}}
signature:
  inputs: '${columns}'
  outputs: '[{"type": "tensor", "tensor-spec": {"dtype": "int64", "shape": [-1]}}]'
  params: null
`;

it("shows what two versions differ in: place, decision, signature, library, files", () => {
  const before: VersionFacts = {
    version: version("1", { current_stage: "Archived" }),
    description: readModelFile(MODEL('[{"type": "string", "name": "text"}]', "1.5.2")),
    files: new Map([["model.pkl", 1000]]),
    digests: new Map([["model.pkl", "aa"]]),
    missing: [],
  };
  const verdicts = ["pass", "fail"].map((status) => ({ gate: "threshold", status, reason: "0.9 >= 0.8" }));
  const after: VersionFacts = {
    version: version("2", { current_stage: "Production", aliases: ["champion"] }),
    description: readModelFile(MODEL('[{"type": "string", "name": "text", "required": false}]', "1.7.1")),
    files: new Map([["model.pkl", 1000]]),
    digests: new Map([
      ["model.pkl", "bb"],
      ["lost.bin", "cc"],
    ]),
    decision: {
      outcome: "promoted",
      reason: "passed",
      verdicts,
      evaluation: { candidate: { accuracy: 0.9 } },
    } as unknown as Decision,
    missing: [],
  };
  const differing = compareVersions([before, after]).flatMap(({ title, rows }) =>
    rows.filter(({ differs }) => differs).map(({ key, cells }) => [title, key, ...cells]),
  );
  expect(differing).toEqual([
    ["Version", "Stage", "Archived", "Production"],
    ["Version", "Aliases", undefined, "@champion"],
    ["Decision", "Outcome", undefined, "promoted"],
    ["Decision", "Reason", undefined, "passed"],
    ["Decision", "gate threshold", undefined, "pass: 0.9 >= 0.8"],
    ["Decision", "gate threshold (2)", undefined, "fail: 0.9 >= 0.8"],
    ["Decision", "held-out accuracy", undefined, 0.9],
    ["Signature", "input text", "string", "string, optional"],
    ["Model", "sklearn.sklearn_version", "1.5.2", "1.7.1"],
    ["Files", "lost.bin", undefined, "not found, sha256:cc"],
    ["Files", "model.pkl", "1,000 B, sha256:aa", "1,000 B, sha256:bb"],
  ]);
});

it.each(["", "- a\n- b", "signature: {inputs: 'no json'}", "flavors: 3"])(
  "makes nothing of an MLmodel file like %j",
  (text) => {
    expect(readModelFile(text)).toEqual({ signature: new Map(), settings: new Map() });
  },
);
