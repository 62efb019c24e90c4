import { expect, it } from "vitest";
import { temporaryServer } from "../testing/temporary-server.js";
import { serverDetails } from "./server-details.js";

const DETAILS = "/api/slipway/1.0/server/details";

it("tells who runs a server where it stores, and how much", async () => {
  const server = await temporaryServer();
  const { status, body } = await server.call("GET", DETAILS);
  expect(status).toBe(200);
  expect(body).toMatchObject({
    version: expect.stringMatching(/^\d/),
    mlflow_version: "3.18.0",
    node_version: process.versions.node,
    process_id: process.pid,
    artifact_root: "mlflow-artifacts:/",
  });
});

it("tells no passwords, and sizes only of files", async () => {
  const setup = {
    artifactRoot: "s3://key:secret@bucket/path?token=secret",
    artifactsDestination: undefined,
    secure: true,
    untouched: async () => "2 traces",
  };
  const details = await serverDetails({
    ...setup,
    backendStoreUri: "postgresql://ada:secret@db.example/mlflow?password=secret",
  });
  expect(JSON.stringify({ ...details, secure: undefined })).not.toContain("secret");
  expect(details).toMatchObject({
    database_kind: "postgres",
    artifact_root: "s3://***@bucket/path",
    untouched: "2 traces",
    secure: true,
  });
  expect(details).not.toHaveProperty("database_bytes");
  const files = await serverDetails({ ...setup, backendStoreUri: undefined });
  expect(files).not.toHaveProperty("database_kind");
});
