import { describe, expect, it } from "vitest";
import { parseModelsUri, parseRunsUri } from "./models-uri.js";

const id = `m-${"0123456789abcdef".repeat(2)}`;

describe("parseModelsUri", () => {
  it.each([
    ["models:/Spam & ham/12", { name: "Spam & ham", version: "12" }, ""],
    ["models:/spam/Production/weights/w.bin", { name: "spam", stage: "Production" }, "weights/w.bin"],
    ["models:/spam/Latest", { name: "spam", latest: true }, ""],
    ["models:/spam@champion", { name: "spam", alias: "champion" }, ""],
    ["models:/a@b@champion/MLmodel", { name: "a@b", alias: "champion" }, "MLmodel"],
    [`models:/${id}`, { modelId: id }, ""],
    [`models:/${id}/MLmodel`, { modelId: id }, "MLmodel"],
    ["models:/other-id", { modelId: "other-id" }, ""],
  ])("reads %s", (uri, reference, path) => {
    expect(parseModelsUri(uri)).toEqual({ reference, path });
  });

  it.each(["models:/", "models:/spam/", "models:/@x", "models:/spam@", "models:/spam@/1", "runs:/x"])(
    "refuses %s",
    (uri) => {
      expect(() => parseModelsUri(uri)).toThrow(`'${uri}' is no model URI.`);
    },
  );
});

describe("parseRunsUri", () => {
  it("reads the run and the path", () => {
    expect(parseRunsUri("runs:/abc")).toEqual({ runId: "abc", path: "" });
    expect(parseRunsUri("runs:/abc/a/b/")).toEqual({ runId: "abc", path: "a/b" });
    expect(() => parseRunsUri("runs:/")).toThrow("'runs:/' is no run URI.");
  });
});
