import { mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import {
  type Answer,
  type AnsweringServer,
  answer,
  startAnsweringServer,
} from "../testing/answering-server.js";
import { connectTo } from "../tracking/connection.js";
import { downloadFrom } from "./download-artifacts.js";
import { uploadTo } from "./upload-to.js";

const secret = { authorization: "Bearer secret" };
let folder: string;
let server: AnsweringServer;
const serve = async (...answers: [Answer, ...Answer[]]) => {
  server = await startAnsweringServer(...answers);
  return connectTo(server.url, secret);
};
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "sdk-transfer-"));
});
afterEach(async () => {
  await server.close();
  await rm(folder, { recursive: true });
});

const file = (path: string, file_size = 1) => ({ path, is_dir: false, file_size });
const listing = (...files: { path: string; is_dir: boolean }[]) => answer(200, { files });

describe("downloads", () => {
  it.each([["../../escaped"], ["/etc/escaped"], ["a/../../escaped"], ["..\\escaped"], ["%2e%2e/escaped"]])(
    "write nothing for a server that lists %s",
    async (path) => {
      const connection = await serve(
        listing({ path: "dir", is_dir: true }),
        listing(file(path)),
        answer(200, "x"),
      );
      const target = join(folder, "deep", "er");
      await expect(downloadFrom(connection, "mlflow-artifacts:/dir", target)).rejects.toThrow(/Invalid path/);
      expect((await readdir(folder, { recursive: true })).filter((name) => name.includes("escaped"))).toEqual(
        [],
      );
    },
  );

  it("leave nothing behind when the connection breaks within a file", async () => {
    const cut: Answer = (_seen, response) => {
      response.writeHead(200, { "content-length": "100" });
      response.write("only this", () => response.socket?.destroy());
    };
    const connection = await serve(listing(file("a.txt", 100)), cut);
    await expect(downloadFrom(connection, "mlflow-artifacts:/a.txt", folder)).rejects.toThrow();
    expect(await readdir(folder)).toEqual([]);
  });

  it("replace an older copy", async () => {
    await writeFile(join(folder, "a.txt"), "older and longer");
    const connection = await serve(listing(file("a.txt", 3)), answer(200, "new"));
    await downloadFrom(connection, "mlflow-artifacts:/a.txt", folder);
    expect(await readFile(join(folder, "a.txt"), "utf8")).toBe("new");
  });

  it("decode an artifact URI once", async () => {
    const connection = await serve(listing(file("100% a")), answer(200, "x"));
    const copy = await downloadFrom(connection, "mlflow-artifacts:/1/100%25%20a", folder);
    expect(copy).toBe(join(folder, "100% a"));
    expect(server.seen.map(({ target }) => target)).toEqual([
      "/api/2.0/mlflow-artifacts/artifacts?path=1",
      "/api/2.0/mlflow-artifacts/artifacts/1/100%25%20a",
    ]);
  });
});

describe("credentials", () => {
  it("go to the tracking server, however its artifact URI is written", async () => {
    const connection = await serve(answer(200, ""));
    const host = new URL(server.url).host;
    for (const uri of [
      "mlflow-artifacts:/1/a",
      `mlflow-artifacts://${host}/1/a`,
      `${server.url}/api/2.0/mlflow-artifacts/artifacts/1/a`,
    ]) {
      const before = server.seen.length;
      await uploadTo(connection, uri, "", { content: "x" });
      expect(server.seen.slice(before).map(({ target, headers }) => [target, headers.authorization])).toEqual(
        [["/api/2.0/mlflow-artifacts/artifacts/1/a", secret.authorization]],
      );
    }
  });

  it("do not go to another server that an artifact URI names", async () => {
    const connection = await serve(answer(200));
    const other = await startAnsweringServer(answer(200, ""));
    const host = new URL(other.url).host;
    await uploadTo(connection, `mlflow-artifacts://${host}/1/a`, "", { content: "x" });
    await uploadTo(connection, `${other.url}/api/2.0/mlflow-artifacts/artifacts/1`, "b", { content: "y" });
    await other.close();
    expect(other.seen.map(({ target, headers, body }) => [target, headers.authorization, body])).toEqual([
      ["/api/2.0/mlflow-artifacts/artifacts/1/a", undefined, "x"],
      ["/api/2.0/mlflow-artifacts/artifacts/1/b", undefined, "y"],
    ]);
    expect(server.seen).toEqual([]);
  });
});

describe("uploads", () => {
  it("say how long they are", async () => {
    const connection = await serve(answer(200, ""));
    await writeFile(join(folder, "a"), "12345");
    await writeFile(join(folder, "empty"), "");
    await uploadTo(connection, "mlflow-artifacts:/1", "x/y", { directory: folder });
    const sent = server.seen.map(({ target, headers, body }) => [target, headers["content-length"], body]);
    expect(sent.sort()).toEqual([
      ["/api/2.0/mlflow-artifacts/artifacts/1/x/y/a", "5", "12345"],
      ["/api/2.0/mlflow-artifacts/artifacts/1/x/y/empty", "0", ""],
    ]);
  });

  it("go straight to a folder that this machine reaches", async () => {
    const connection = await serve(answer(200));
    await uploadTo(connection, `file://${folder}/store`, "a/b.txt", { content: "x" });
    expect(await readFile(join(folder, "store", "a", "b.txt"), "utf8")).toBe("x");
    expect(await downloadFrom(connection, `${folder}/store/a`, join(folder, "copy"))).toBe(
      join(folder, "copy", "a"),
    );
    expect(await readFile(join(folder, "copy", "a", "b.txt"), "utf8")).toBe("x");
    expect(server.seen).toEqual([]);
  });

  it("name the scheme that cannot be reached yet", async () => {
    const connection = await serve(answer(200));
    await expect(uploadTo(connection, "gs://bucket/x", "a", { content: "x" })).rejects.toThrow(/'gs:'/);
    await expect(uploadTo(connection, `${server.url}/elsewhere`, "a", { content: "x" })).rejects.toThrow(
      /is not below the artifact service/,
    );
  });
});
