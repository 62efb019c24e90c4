import { createHash, randomBytes } from "node:crypto";
import { mkdir, mkdtemp, readdir, utimes, writeFile } from "node:fs/promises";
import { connect } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { beforeAll, describe, expect, it, onTestFinished, vi } from "vitest";
import { temporaryDatabase, temporaryFile } from "../database/testing/temporary-database.js";
import { startServer } from "../main.js";
import { type TestServer, temporaryServer } from "../testing/temporary-server.js";

const PROXY = "/api/2.0/mlflow-artifacts/artifacts";
let server: TestServer;
let runId: string;

beforeAll(async () => {
  server = await temporaryServer();
  const { body } = await server.call("POST", "runs/create", { experiment_id: "0" });
  runId = (body.run as { info: { run_id: string } }).info.run_id;
});

const put = (path: string, body: string | Uint8Array<ArrayBuffer>, type = "application/json") =>
  fetch(`${server.url}${PROXY}/${path}`, { method: "PUT", body, headers: { "content-type": type } });
const get = (path: string, headers: Record<string, string> = {}) =>
  fetch(`${server.url}${PROXY}/${path}`, { headers });

describe("artifacts", () => {
  it("are stored as they are, whatever their type says", async () => {
    const content = randomBytes(3_000_000);
    expect((await put("any/model.json", Uint8Array.from(content))).status).toBe(200);
    const answer = await get("any/model.json");
    expect(answer.headers.get("content-length")).toBe("3000000");
    const digest = (bytes: Uint8Array) => createHash("sha256").update(bytes).digest("hex");
    expect(digest(new Uint8Array(await answer.arrayBuffer()))).toBe(digest(content));
  });

  it("may be empty, and are listed as MLflow lists them", async () => {
    await fetch(`${server.url}${PROXY}/0/${runId}/artifacts/empty`, { method: "PUT" });
    await put(`0/${runId}/artifacts/dir/a%20b.txt`, "hello");
    const root = await server.call("GET", `artifacts/list?run_id=${runId}`);
    expect(root.body.files).toEqual([
      { path: "dir", is_dir: true },
      { path: "empty", is_dir: false },
    ]);
    const directory = await server.call("GET", `artifacts/list?run_id=${runId}&path=dir`);
    expect(directory.body.files).toEqual([{ path: "dir/a b.txt", is_dir: false, file_size: 5 }]);
    for (const path of ["empty", "nope", "dir/a%20b.txt"]) {
      const { body } = await server.call("GET", `artifacts/list?run_id=${runId}&path=${path}`);
      expect(body).toEqual({ root_uri: `mlflow-artifacts:/0/${runId}/artifacts` });
    }
    const unknown = await server.call("GET", "artifacts/list?run_id=nope");
    expect(unknown).toMatchObject({ status: 404, body: { message: "Run with id=nope not found" } });
  });

  it("go with their directory, which may be named with a slash at its end", async () => {
    await put("going/deep/file", "x");
    expect((await server.call("DELETE", `${PROXY}/going/deep/`)).status).toBe(200);
    expect((await get("going/deep/file")).status).toBe(404);
    expect((await server.call("DELETE", `${PROXY}/going//`)).status).toBe(400);
    await put("staying", "x");
    expect((await server.call("DELETE", `${PROXY}/staying/`)).status).toBe(200);
    expect((await get("staying")).status).toBe(200);
  });

  it("are missing, or directories, with an error that says so", async () => {
    await put("place/file", "x");
    const missing = await server.call("GET", `${PROXY}/nope.txt`);
    expect(missing).toMatchObject({ status: 404, body: { message: "No such artifact: 'nope.txt'" } });
    const directory = await server.call("GET", `${PROXY}/place`);
    expect(directory).toMatchObject({ status: 400, body: { error_code: "INVALID_PARAMETER_VALUE" } });
    expect((await put("place", "x")).status).toBe(400);
    expect((await put("place/file/below", "x")).status).toBe(400);
  });

  it("are deleted, files and directories, as often as one asks", async () => {
    await put("gone/a", "x");
    await put("gone/b", "x");
    for (const path of ["gone/a", "gone/a", "gone", "gone"]) {
      const answer = await fetch(`${server.url}${PROXY}/${path}`, { method: "DELETE" });
      expect(answer.status).toBe(200);
      expect(await answer.json()).toEqual({});
    }
    expect((await get("gone/b")).status).toBe(404);
  });

  it("leave nothing behind when the sender goes away", async () => {
    const { port } = new URL(server.url);
    const socket = connect(Number(port), "127.0.0.1");
    socket.write(
      `PUT ${PROXY}/cut/file HTTP/1.1\r\nHost: localhost\r\nContent-Length: 1000000\r\n\r\n${"x".repeat(1000)}`,
    );
    const directory = join(server.directory, "artifacts", "cut");
    await expect.poll(async () => (await readdir(directory).catch(() => [])).length).toBe(1);
    expect((await server.call("GET", `${PROXY}?path=cut`)).body).toEqual({});
    socket.destroy();
    await expect.poll(() => readdir(directory)).toEqual([]);
  });

  it.each(["create", "complete", "abort"])("are not taken in parts: %s", async (step) => {
    const body = { path: "x.bin", num_parts: 1, upload_id: "u", parts: [] };
    expect(await server.call("POST", `/api/2.0/mlflow-artifacts/mpu/${step}/1/x`, body)).toMatchObject({
      status: 501,
      body: {
        error_code: "NOT_IMPLEMENTED",
        message: "Multipart upload is not supported for the current artifact repository",
      },
    });
    expect((await server.call("POST", `/api/2.0/mlflow-artifacts/mpu/${step}/..%2fx`, body)).status).toBe(
      400,
    );
    expect((await server.call("GET", "/api/2.0/mlflow-artifacts/presigned/1/x")).status).toBe(501);
  });

  it("of logged models are served by the model's id", async () => {
    const { body } = await server.call("POST", "logged-models", { experiment_id: "0", name: "m" });
    const { model_id } = (body.model as { info: { model_id: string } }).info;
    await put(`0/models/${model_id}/artifacts/MLmodel`, "x: 1");
    const listed = await server.call("GET", `logged-models/${model_id}/artifacts/directories`);
    expect(listed.body.files).toEqual([{ path: "MLmodel", is_dir: false, file_size: 4 }]);
    const file = `${server.url}/ajax-api/2.0/mlflow/logged-models/${model_id}/artifacts/files?artifact_file_path=MLmodel`;
    expect(await (await fetch(file)).text()).toBe("x: 1");
  });
});

describe("a download", () => {
  it.each([
    [undefined, 200, "0123456789", null],
    ["bytes=2-4", 206, "234", "bytes 2-4/10"],
    ["bytes=7-", 206, "789", "bytes 7-9/10"],
    ["bytes=-3", 206, "789", "bytes 7-9/10"],
    ["bytes=-99", 206, "0123456789", "bytes 0-9/10"],
    ["bytes=8-99", 206, "89", "bytes 8-9/10"],
  ])("of range %s", async (range, status, text, contentRange) => {
    await put("ten", "0123456789");
    const answer = await get("ten", range ? { range } : {});
    expect(answer.status).toBe(status);
    expect(answer.headers.get("content-range")).toBe(contentRange);
    expect(await answer.text()).toBe(text);
  });

  it.each([
    "bytes=10-",
    "bytes=5-2",
    "bytes=-0",
    "bytes=-",
    "bytes=0-1,4-5",
    `bytes=0-${",0-".repeat(999)}`,
    "lines=1-2",
  ])("D15 of range %s is refused", async (range) => {
    await put("ten", "0123456789");
    const answer = await get("ten", { range });
    expect(answer.status).toBe(416);
    expect(await answer.json()).toMatchObject({ error_code: "INVALID_PARAMETER_VALUE" });
  });

  it.each([
    ["x.html", "application/octet-stream"],
    ["x.svg", "application/octet-stream"],
    ["x.xml", "application/octet-stream"],
    ["x.xhtml", "application/octet-stream"],
    ["x.pdf", "application/octet-stream"],
    ["x.ipynb", "application/octet-stream"],
    ["x.js", "application/octet-stream"],
    ["x.txt", "text/plain; charset=utf-8"],
    ["MLmodel", "text/plain; charset=utf-8"],
    ["x.json", "application/json"],
    ["x.PNG", "image/png"],
    ["x.mp4", "video/mp4"],
    ["x.wav", "audio/wav"],
  ])("B9 of %s is never shown in place", async (name, type) => {
    await put(name, "<script>alert(1)</script>", "text/html");
    const { headers } = await get(name);
    expect(headers.get("content-type")).toBe(type);
    expect(headers.get("content-disposition")).toMatch(/^attachment; /);
    expect(headers.get("x-content-type-options")).toBe("nosniff");
    expect(headers.get("content-security-policy")).toContain("sandbox; default-src 'none'");
  });

  it.each([
    ['"; x="y', `attachment; filename="__ x__y"; filename*=UTF-8''%22%3B%20x%3D%22y`],
    ["ü (1)*'.txt", `attachment; filename="_ _1___.txt"; filename*=UTF-8''%C3%BC%20%281%29%2a%27.txt`],
  ])("B10 of a file named %s has its name encoded", async (name, disposition) => {
    await put(encodeURIComponent(name), "x");
    const { headers } = await get(encodeURIComponent(name));
    expect(headers.get("content-disposition")).toBe(disposition);
  });
});

it("U15 does not follow a location that another program stored", async () => {
  const file = temporaryFile();
  const canary = temporaryFile("canary");
  await writeFile(canary, "secret");
  const options = {
    port: 0,
    backendStoreUri: `sqlite:///${file}`,
    artifactsDestination: `${file}.artifacts`,
    secure: true,
  };
  const first = await startServer(options);
  const created = await fetch(`${first.url}/api/2.0/mlflow/runs/create`, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: '{"experiment_id":"0"}',
  });
  const { run_id } = (await created.json()).run.info;
  await first.close();
  for (const uri of [
    `file://${canary.slice(0, canary.lastIndexOf("/"))}`,
    canary.slice(0, canary.lastIndexOf("/")),
    "http://127.0.0.1:9/",
    "mlflow-artifacts:/../x",
    "s3://bucket/x",
  ]) {
    const database = await temporaryDatabase(`sqlite:///${file}`);
    await database.write((tx) =>
      tx.updateTable("runs").set({ artifact_uri: uri }).where("run_uuid", "=", run_id).execute(),
    );
    const server = await startServer(options);
    const answer = await fetch(`${server.url}/get-artifact?run_id=${run_id}&path=canary`);
    expect([400, 404], uri).toContain(answer.status);
    expect(await answer.text()).not.toContain("secret");
    await server.close();
  }
});

it("serves artifacts of a local root that the operator named, and no others", async () => {
  const root = temporaryFile("root");
  const local = await temporaryServer({ defaultArtifactRoot: root, secure: true });
  const { body } = await local.call("POST", "runs/create", { experiment_id: "0" });
  const { info } = body.run as { info: { run_id: string; artifact_uri: string } };
  expect(info.artifact_uri).toBe(`${root}/0/${info.run_id}/artifacts`);
  expect((await local.call("GET", `artifacts/list?run_id=${info.run_id}`)).body).toEqual({
    root_uri: info.artifact_uri,
  });
  const inside = await local.call("POST", "experiments/create", {
    name: "in",
    artifact_location: `${root}/own`,
  });
  expect(inside.status).toBe(200);
  const outside = await local.call("POST", "experiments/create", {
    name: "out",
    artifact_location: `${root}2/own`,
  });
  expect(outside).toMatchObject({ status: 400, body: { error_code: "INVALID_PARAMETER_VALUE" } });
});

it("gives out no artifacts when told not to", async () => {
  const closed = await temporaryServer({ serveArtifacts: false, defaultArtifactRoot: temporaryFile("root") });
  expect((await fetch(`${closed.url}${PROXY}`)).status).toBe(503);
  expect((await fetch(`${closed.url}${PROXY}/x`, { method: "PUT", body: "x" })).status).toBe(503);
});

it("what an upload left behind that was cut off is gone soon after the start", async () => {
  const artifactsDestination = await mkdtemp(join(tmpdir(), "slipway-"));
  const folder = join(artifactsDestination, "0", "run");
  const leftover = join(folder, ".01234567-89ab-cdef-0123-456789abcdef.upload");
  await mkdir(folder, { recursive: true });
  await writeFile(join(folder, "model"), "whole");
  await writeFile(leftover, "half");
  const yesterday = new Date(Date.now() - 86_400_000);
  await utimes(leftover, yesterday, yesterday);
  const backendStoreUri = `sqlite:///${temporaryFile()}`;
  const { close } = await startServer({ port: 0, backendStoreUri, artifactsDestination });
  onTestFinished(close);
  await vi.waitFor(async () => expect(await readdir(folder)).toEqual(["model"]));
});
