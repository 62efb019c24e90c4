import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { slipway, startTestServer, type TestServer } from "../../testing/command-line.js";

let server: TestServer;
let folder: string;
let id: string;
beforeAll(async () => {
  server = await startTestServer();
  folder = await mkdtemp(join(tmpdir(), "slipway artifacts "));
  await writeFile(join(folder, "a file.txt"), "one");
  id = (await server.client.runs.create({ experiment_id: "0" })).run.info.run_id;
});
afterAll(async () => {
  await server.stop();
  await rm(folder, { recursive: true, force: true });
});

describe("slipway artifacts", () => {
  it("stores a file, lists it and brings it back", async () => {
    const file = join(folder, "a file.txt");
    vi.stubEnv("MLFLOW_RUN_ID", id);
    expect(await slipway("artifacts", "log-artifact", "-l", file, "-a", "deep/in")).toEqual({
      code: 0,
      out: "",
      err: `Logged artifact from local file ${file} to artifact_path=deep/in\n`,
    });
    const listed = await slipway("artifacts", "list", "-a", "deep/in");
    vi.stubEnv("MLFLOW_RUN_ID", undefined);
    expect(JSON.parse(listed.out)).toEqual([{ path: "deep/in/a file.txt", is_dir: false, file_size: 3 }]);
    const words = ["-r", id, "-a", "deep/in/a file.txt", "-d", join(folder, "copy")];
    const { out } = await slipway("artifacts", "download", ...words, "--json");
    expect(JSON.parse(out)).toEqual({ path: join(folder, "copy", "a file.txt") });
    expect(await readFile(join(folder, "copy", "a file.txt"), "utf8")).toBe("one");
  });

  it("download leaves a file of this machine where it is", async () => {
    const file = join(folder, "a file.txt");
    expect((await slipway("artifacts", "download", "-u", file)).out).toBe(`${file}\n`);
  });

  it.each([
    { words: ["log-artifact", "-l", "/no such file"], says: "'/no such file' does not exist." },
    { words: ["log-artifact", "-l", "."], says: "slipway artifacts log-artifacts stores it" },
    { words: ["log-artifacts", "-l", process.execPath], says: "slipway artifacts log-artifact stores it" },
    { words: ["list", "-a", "../up"], says: "Invalid path" },
    { words: ["download", "-a", "no such"], says: "There is no artifact at" },
  ])("$words is wrong use", async ({ words: [verb = "", ...words], says }) => {
    const { code, err } = await slipway("artifacts", verb, "-r", id, ...words);
    expect(err).toContain(says);
    expect(code).toBe(2);
  });

  it("download wants to know what", async () => {
    expect((await slipway("artifacts", "download")).err).toContain("--run-id or --artifact-uri");
  });
});
