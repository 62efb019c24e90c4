import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, it, onTestFinished } from "vitest";
import { defaultStore, namedStore } from "./default-store.js";

it("is MLflow's folder of files where that has experiments and there is no database", () => {
  const before = process.cwd();
  const folder = mkdtempSync(join(tmpdir(), "slipway-default-"));
  onTestFinished(() => {
    process.chdir(before);
    rmSync(folder, { recursive: true, force: true });
  });
  process.chdir(folder);
  expect(defaultStore()).toBe("sqlite:///mlflow.db");
  // Artifacts alone are no experiments.
  mkdirSync("mlruns/1/abc/artifacts", { recursive: true });
  expect(defaultStore()).toBe("sqlite:///mlflow.db");
  writeFileSync("mlruns/1/meta.yaml", "name: x");
  expect(defaultStore()).toBe("./mlruns");
  writeFileSync("mlflow.db", "");
  expect(defaultStore()).toBe("sqlite:///mlflow.db");
});

it.each([
  ["mlflow.db", "sqlite:///mlflow.db"],
  ["sqlite:///mlflow.db", "sqlite:///mlflow.db"],
  ["./mlruns", "./mlruns"],
  ["file:///data/mlruns", "file:///data/mlruns"],
  ["postgresql://host/name", "postgresql://host/name"],
])("reads the name %s as %s", (text, store) => {
  expect(namedStore(text)).toBe(store);
});
