import { get } from "node:http";
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

it("tells where people reach it, and answers for that host", async () => {
  const server = await temporaryServer({ secure: true, publicUrl: "https://ml.example/mlflow" });
  const { body } = await server.call("GET", "/api/slipway/1.0/server");
  expect(body.public_url).toBe("https://ml.example/mlflow");
  const statusFor = (host: string) =>
    new Promise((resolve, reject) => {
      const { hostname, port } = new URL(server.url);
      get({ hostname, port, path: "/api/slipway/1.0/server", headers: { host } }, (answer) => {
        answer.resume();
        resolve(answer.statusCode);
      }).on("error", reject);
    });
  expect(await statusFor("ml.example")).toBe(200);
  expect(await statusFor("other.example")).toBe(403);
});

it("tells no passwords, and sizes only of files", async () => {
  const setup = {
    artifactRoot: "s3://key:secret@bucket/path?token=secret",
    artifactsDestination: undefined,
    publicUrl: undefined,
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
