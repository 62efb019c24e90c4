import { mkdir, readFile, symlink, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { beforeAll, describe, expect, it } from "vitest";
import { type TestServer, temporaryServer } from "../testing/temporary-server.js";

let server: TestServer;
let runId: string;
let modelId: string;
let canary: string;

beforeAll(async () => {
  server = await temporaryServer();
  const run = await server.call("POST", "runs/create", { experiment_id: "0" });
  runId = (run.body.run as { info: { run_id: string } }).info.run_id;
  const model = await server.call("POST", "logged-models", { experiment_id: "0", name: "model" });
  modelId = (model.body.model as { info: { model_id: string } }).info.model_id;
  await put(`0/${runId}/artifacts/kept.txt`, "kept");
  await mkdir(join(server.directory, "outside"));
  canary = join(server.directory, "outside", "canary");
  await writeFile(canary, "secret");
  await symlink(
    join(server.directory, "outside"),
    join(server.directory, "artifacts", "0", runId, "artifacts", "link"),
  );
});

const PROXY = "/api/2.0/mlflow-artifacts/artifacts";

async function put(path: string, content: string): Promise<number> {
  const address = `${server.url}${PROXY}/${path.split("/").map(encodeURIComponent).join("/")}`;
  return (await fetch(address, { method: "PUT", body: content })).status;
}

/** Every input that takes a path, as the request line that carries it. */
const inputs: Record<string, (path: string) => string> = {
  "get-artifact": (path) => `GET /get-artifact?run_id=${runId}&path=${path}`,
  "artifacts/list": (path) => `GET /api/2.0/mlflow/artifacts/list?run_id=${runId}&path=${path}`,
  "logged-models/directories": (path) =>
    `GET /ajax-api/2.0/mlflow/logged-models/${modelId}/artifacts/directories?artifact_directory_path=${path}`,
  "logged-models/files": (path) =>
    `GET /api/2.0/mlflow/logged-models/${modelId}/artifacts/files?artifact_file_path=${path}`,
  "mlflow-artifacts list": (path) => `GET ${PROXY}?path=${path}`,
  "mlflow-artifacts GET": (path) => `GET ${PROXY}/${path}`,
  "mlflow-artifacts PUT": (path) => `PUT ${PROXY}/${path}`,
  "mlflow-artifacts DELETE": (path) => `DELETE /ajax-api/2.0/mlflow-artifacts/artifacts/${path}`,
};

const send = (line: string, body = "x") =>
  server.raw(
    `${line} HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\nContent-Length: ${line.startsWith("GET") ? 0 : 2}\r\nConnection: close\r\n\r\n${line.startsWith("GET") ? "" : body.padEnd(2)}`,
  );

const up = "%2e%2e%2f".repeat(4);
/** Payloads as they stand on the wire. */
const refused: Record<string, string[]> = {
  P1: ["../../../../etc/passwd", "../outside/canary"],
  P2: ["a/../../x", "a/./../..", "..", "../"],
  P3: [`${up}etc/passwd`, "%2E%2E/", ".%2e/", "..%2f"],
  P4: ["%252e%252e%252fetc", "%25252e%25252e%25252fetc", `%${"25".repeat(9)}2e`],
  P5: ["..\\..\\x", "a\\b", "%5c..%5c", "..%255c"],
  P6: ["/etc/passwd", "//etc/passwd", "///x", "//proc/self/root", "%2fetc"],
  P7: ["C:/", "C:%5Cx", "%5C%5Chost%5Cshare", "%5C%5C%3F%5CC:%5C"],
  P8: ["a%00.txt", "%0d%0aSet-Cookie:x", "a%7f"],
  P9: ["%c0%ae%c0%ae/", "%ed%a0%80", "%zz", "a%"],
  P11: [".", "./.", ".//", "%2e"],
  P12: ["file:///etc/passwd", "http://x/y", "s3://b/k"],
  P15: ["a".repeat(256), "a/".repeat(1000).slice(0, -1), "ab/".repeat(1366)],
};

describe.each(Object.entries(inputs))("a path given to %s", (name, line) => {
  for (const [row, payloads] of Object.entries(refused))
    it.each(payloads.map((payload) => ({ payload, shown: payload.slice(0, 40) })))(
      `is refused: ${row}: $shown`,
      async ({ payload }) => {
        const answer = await send(line(payload));
        expect(answer.status).toBe(400);
        expect(answer.head).not.toContain("Set-Cookie");
        const error = JSON.parse(answer.body);
        expect(Object.keys(error)).toEqual(["error_code", "message"]);
        expect(error.message).not.toContain(server.directory);
        expect(await readFile(canary, "utf8")).toBe("secret");
        const kept = await send(inputs["get-artifact"]?.("kept.txt") ?? "");
        expect(kept).toMatchObject({ status: 200, body: "kept" });
      },
    );

  it("is refused when it is a link out of the root: P13", async () => {
    const place = name.startsWith("mlflow-artifacts") ? `0/${runId}/artifacts/link` : "link";
    const answer = await send(line(`${place}/canary`));
    const isList = name.endsWith("list") || name.endsWith("directories");
    expect(answer.status).toBeLessThan(500);
    expect(answer.status).toBe(isList ? 200 : answer.status === 400 ? 400 : 404);
    expect(answer.body).not.toMatch(/secret|canary"/);
    expect(await readFile(canary, "utf8")).toBe("secret");
  });
});

it("P11 the shared root cannot be deleted", async () => {
  for (const path of ["", "/", "//"]) {
    const answer = await send(`DELETE ${PROXY}/${path.slice(1)}`);
    expect([400, 404]).toContain(answer.status);
  }
  expect((await send(`DELETE ${PROXY}`)).status).toBe(404);
  expect(await send(inputs["get-artifact"]?.("kept.txt") ?? "")).toMatchObject({ status: 200 });
});

describe("P17 names that must work", () => {
  it.each([
    "a..b",
    "..foo",
    "...",
    ".hidden",
    "über/模型.txt",
    "a b",
    "a+b",
    "100%",
    "a#b",
    "x;y",
    "a%20b",
    "%zz",
  ])("%s", async (name) => {
    const content = `content of ${name}`;
    expect(await put(`0/${runId}/artifacts/names/${name}`, content)).toBe(200);
    const query = new URLSearchParams({ run_id: runId, path: `names/${name}` });
    expect(await (await fetch(`${server.url}/get-artifact?${query}`)).text()).toBe(content);
    const directory = name.includes("/") ? `names/${name.slice(0, name.indexOf("/"))}` : "names";
    const listed = await server.call(
      "GET",
      `artifacts/list?${new URLSearchParams({ run_id: runId, path: directory })}`,
    );
    expect((listed.body.files as { path: string }[]).map((file) => file.path)).toContain(`names/${name}`);
    const proxied = await server.call(
      "GET",
      `${PROXY}?${new URLSearchParams({ path: `0/${runId}/artifacts/${directory}` })}`,
    );
    const base = name.slice(name.indexOf("/") + 1);
    expect((proxied.body.files as { path: string }[]).map((file) => file.path)).toContain(base);
  });

  it("the run's own root without a path", async () => {
    const { body } = await server.call("GET", `artifacts/list?run_uuid=${runId}`);
    expect(body.root_uri).toBe(`mlflow-artifacts:/0/${runId}/artifacts`);
    expect((body.files as { path: string }[]).map((file) => file.path)).toEqual(["kept.txt", "names"]);
  });
});
