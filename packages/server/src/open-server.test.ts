import { readFile, writeFile } from "node:fs/promises";
import { expect, it } from "vitest";
import { temporaryFile } from "./database/testing/temporary-database.js";
import { findOpenServer, startServer } from "./index.js";

const options = (file: string) => ({
  port: 0,
  backendStoreUri: `sqlite:///${file}`,
  artifactsDestination: `${file}.artifacts`,
});

it("is found while it runs, and no longer", async () => {
  const file = temporaryFile();
  const { backendStoreUri } = options(file);
  expect(await findOpenServer(backendStoreUri)).toBeUndefined();
  const server = await startServer(options(file));
  expect(await findOpenServer(backendStoreUri)).toEqual({ pid: process.pid, url: server.url });
  await server.close();
  expect(await findOpenServer(backendStoreUri)).toBeUndefined();
  await expect(readFile(`${file}.server.json`)).rejects.toThrow("ENOENT");
});

it.each([
  ["of a process that is gone", { pid: 2 ** 30, url: "http://127.0.0.1:1" }],
  ["of a server that does not answer", { pid: process.pid, url: "http://127.0.0.1:1" }],
  ["of no server of this machine's kind", { pid: process.pid, url: "https://evil.test/x" }],
  ["that is no note", "x"],
])("is not taken from a note %s", async (_, note) => {
  const file = temporaryFile();
  await writeFile(`${file}.server.json`, JSON.stringify(note));
  expect(await findOpenServer(`sqlite:///${file}`)).toBeUndefined();
});

it("leaves the note of the server that replaced it", async () => {
  const file = temporaryFile();
  const first = await startServer(options(file));
  const second = await startServer(options(file));
  await first.close();
  expect(await findOpenServer(`sqlite:///${file}`)).toMatchObject({ url: second.url });
  await second.close();
});

it("says that a port is taken, and lets go of the database", async () => {
  const file = temporaryFile();
  const server = await startServer(options(file));
  const port = Number(new URL(server.url).port);
  const taken = startServer({ ...options(temporaryFile()), port });
  await expect(taken).rejects.toMatchObject({ code: "EADDRINUSE" });
  await server.close();
});

it("finishes what is under way when it is closed, and takes nothing more", async () => {
  const server = await startServer(options(temporaryFile()));
  const create = (name: string) =>
    fetch(`${server.url}/api/2.0/mlflow/experiments/create`, {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify({ name }),
    });
  await create("first");
  const answers = Array.from({ length: 20 }, (_, i) => create(`n${i}`).then((answer) => answer.status));
  const [status] = await Promise.all([answers[0], server.close()]);
  expect([200, 503]).toContain(status);
  await Promise.allSettled(answers);
  await expect(create("late")).rejects.toThrow("fetch failed");
});

it("does not start over a web UI that is not there", async () => {
  const start = startServer({ ...options(temporaryFile()), webRoot: temporaryFile("nowhere") });
  await expect(start).rejects.toThrow();
});
