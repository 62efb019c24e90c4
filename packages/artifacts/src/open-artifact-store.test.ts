import { mkdtemp, realpath } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { describe, expect, it } from "vitest";
import { BACKENDS, openArtifactStore } from "./open-artifact-store.js";
import { describeArtifactStore } from "./testing/store-conformance.js";

const newDirectory = async () => join(await realpath(await mkdtemp(join(tmpdir(), "slipway-"))), "root");

/** An empty root of each kind of store. */
const roots: Record<string, () => Promise<string>> = {
  file: async () => pathToFileURL(await newDirectory()).href,
};

it("has a root to test for every kind of store", () => {
  expect(Object.keys(roots)).toEqual(Object.keys(BACKENDS));
});

for (const [scheme, root] of Object.entries(roots))
  describeArtifactStore(scheme, async () => openArtifactStore(await root()));
describeArtifactStore("a plain path", async () => openArtifactStore(await newDirectory()));

describe("openArtifactStore", () => {
  it.each([
    "s3://bucket/x",
    "wasbs://c@a.blob.core.windows.net/",
    "http://127.0.0.1/x",
    "mlflow-artifacts:/x",
  ])("names what is supported when it is given %s", (uri) => {
    expect(() => openArtifactStore(uri)).toThrow("Supported: file: and plain paths.");
  });

  it.each(["file://host/etc", "file:///etc?x", "file:///etc#x"])("refuses %s", (uri) => {
    expect(() => openArtifactStore(uri)).toThrow("must be of the form file:///absolute/path");
  });
});
