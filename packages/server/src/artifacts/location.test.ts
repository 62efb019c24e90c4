import { ApiError } from "@slipway/contract";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { ArtifactPlaces } from "./artifact-places.js";
import { parseLocation, pathWithin } from "./location.js";

const places = new ArtifactPlaces({
  onlyNamed: true,
  destination: "/srv/artifacts",
  localRoot: "/srv/mlruns",
});
const refusal = (act: () => unknown): string => {
  try {
    act();
  } catch (error) {
    if (error instanceof ApiError) return `${error.code}: ${error.message}`;
    throw error;
  }
  return "accepted";
};

const refused: Record<string, string[]> = {
  U1: ["http:///?/../../../../etc/"],
  U2: ["http:///#/../../../../etc/", "http://host#/../../etc/"],
  U3: [
    "s3://b/x?versionId=1",
    "s3://b/x#y",
    "s3://b/x;y",
    "s3://user:pass@b/x",
    "s3://user@b/x",
    "gs://a@b/x",
  ],
  U4: [
    "file:///etc",
    "file://./etc",
    "file:/etc",
    "FILE:///etc",
    "file:%2f%2f/etc",
    "file://localhost/etc",
    "file://evil/share",
    "/etc",
    "//proc/self/root",
    ".",
    "..",
    "relative/x",
    "/srv/mlruns/../x",
    "/srv/mlruns2/x",
    "/srv",
    "file:///srv/mlruns/%2e%2e/x",
    "/srv/mlruns/%252e%252e/x",
    "C:\\x",
  ],
  U11: [
    "http://127.0.0.1:1/",
    "https://x/y",
    "ftp:///x",
    "sftp://h/x",
    "hdfs://h/x",
    "gopher://h/x",
    "dict://h/x",
    "data:text/plain,x",
    "javascript:alert(1)",
    "jar:file:///x",
    "dbfs:/x?y",
    "runs:/r/model",
  ],
  U12: ["mlflow-artifacts://evil:80/x", "mlflow-artifacts://evil/x", "mlflow-artifacts:x"],
  "dot segments": [
    "s3://b/../x",
    "s3://b/a/%2e%2e/x",
    "mlflow-artifacts:/1/%2e%2e/x",
    "mlflow-artifacts:/../x",
    "s3://b/a//x",
    "s3://../x",
  ],
  "control characters": ["s3://b/x\r\ny", "s3://b/x\0", "mlflow-artifacts:/a\\b"],
};

describe("a location that a client names", () => {
  for (const [row, locations] of Object.entries(refused))
    it.each(locations)(`is refused: ${row}: %j`, (location) => {
      expect(refusal(() => places.accept(location, "artifact_location"))).toMatch(
        /^INVALID_PARAMETER_VALUE: /,
      );
    });

  it.each([
    ["mlflow-artifacts:/", { kind: "proxied", path: "", uri: "mlflow-artifacts:/" }],
    [
      "mlflow-artifacts:/1/r/artifacts/",
      { kind: "proxied", path: "1/r/artifacts", uri: "mlflow-artifacts:/1/r/artifacts" },
    ],
    ["MLflow-Artifacts:///1/r", { kind: "proxied", path: "1/r", uri: "mlflow-artifacts:/1/r" }],
    ["/srv/mlruns", { kind: "local", directory: "/srv/mlruns", uri: "/srv/mlruns" }],
    ["/srv/mlruns/my runs", { kind: "local", directory: "/srv/mlruns/my runs", uri: "/srv/mlruns/my runs" }],
    [
      "file:///srv/mlruns/a%20b",
      { kind: "local", directory: "/srv/mlruns/a b", uri: "file:///srv/mlruns/a%20b" },
    ],
    ["s3://bucket", { kind: "remote", uri: "s3://bucket" }],
    ["s3://bucket/", { kind: "remote", uri: "s3://bucket" }],
    ["gs://bucket/a/b", { kind: "remote", uri: "gs://bucket/a/b" }],
    ["dbfs:/databricks/x", { kind: "remote", uri: "dbfs:/databricks/x" }],
    ["wasbs://c@a.blob.core.windows.net/x", { kind: "remote", uri: "wasbs://c@a.blob.core.windows.net/x" }],
  ])("is read as what it is: %s", (location, read) => {
    expect(places.accept(location, "artifact_location")).toEqual(read);
  });

  it("is as long as MLflow lets it be", () => {
    expect(refusal(() => parseLocation(`s3://b/${"x/".repeat(1100)}x`, "source"))).toContain(
      "2048 characters",
    );
  });

  it("means the same when it is read again", () => {
    const text = fc.stringMatching(/^[\w.\-%/ @:]{0,30}$/);
    const scheme = fc.constantFrom(
      "mlflow-artifacts:/",
      "file:///",
      "/",
      "s3://b/",
      "dbfs:/",
      "wasbs://c@a/",
    );
    fc.assert(
      fc.property(scheme, text, (start, rest) => {
        if (refusal(() => parseLocation(start + rest, "source")) !== "accepted") return;
        const once = parseLocation(start + rest, "source");
        expect(parseLocation(once.uri, "source")).toEqual(once);
      }),
      { numRuns: 1000 },
    );
  });
});

it("compares locations segment by segment, however they are written", () => {
  const within = (root: string, location: string) =>
    pathWithin(parseLocation(root, "source"), parseLocation(location, "source"));
  expect(within("mlflow-artifacts:/1/run", "mlflow-artifacts:///1/run/model")).toBe("model");
  expect(within("mlflow-artifacts:/1/run", "mlflow-artifacts:/1/run1/model")).toBeUndefined();
  expect(within("/root/run", "file:///root/run/a/b")).toBe("a/b");
  expect(within("/root/run", "/root/run1")).toBeUndefined();
  expect(within("s3://b/run", "s3://b/run")).toBe("");
  expect(within("s3://b/run", "gs://b/run/x")).toBeUndefined();
});
