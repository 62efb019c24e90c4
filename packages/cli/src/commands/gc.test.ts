import { existsSync } from "node:fs";
import { mkdir, mkdtemp, rename, rm, symlink, utimes, writeFile } from "node:fs/promises";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { connect } from "@slipway/sdk";
import { type RunningServer, startServer } from "@slipway/server";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { slipway } from "../testing/command-line.js";

let folder: string;
let server: RunningServer;
const artifacts = (...names: string[]) => join(folder, "mlartifacts", ...names);

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "slipway gc "));
  server = await start();
  vi.stubEnv("MLFLOW_TRACKING_URI", server.url);
  vi.stubEnv("NO_COLOR", "1");
});
afterAll(async () => {
  vi.unstubAllEnvs();
  await server.close();
  await rm(folder, { recursive: true, force: true });
});

const start = () =>
  startServer({
    port: 0,
    backendStoreUri: `sqlite:///${join(folder, "mlflow.db")}`,
    artifactsDestination: artifacts(),
  });

async function makeRun(experiment_id = "0"): Promise<string> {
  const { client } = connect(server.url);
  const { run_id } = (await client.runs.create({ experiment_id, run_name: "a run" })).run.info;
  await mkdir(artifacts(experiment_id, run_id, "artifacts"), { recursive: true });
  await writeFile(artifacts(experiment_id, run_id, "artifacts", "model.bin"), Buffer.alloc(1500));
  return run_id;
}

async function makeDeletedRun(): Promise<string> {
  const id = await makeRun();
  await connect(server.url).client.runs.delete({ run_id: id });
  return id;
}

describe("slipway gc", () => {
  it("has nothing to do where nothing is deleted", async () => {
    const { out, code } = await slipway("gc", "--dry-run");
    expect(out).toBe("Nothing would go, with 0 B of artifacts. Nothing has changed.\n");
    expect(code).toBe(0);
    expect((await slipway("gc")).out).toBe("0 rows and 0 artifacts (0 B) have gone.\n");
  });

  it("says first what would go, and then that it went", async () => {
    const id = await makeDeletedRun();
    const kept = await makeRun();
    const dry = await slipway("gc", "--dry-run");
    expect(dry.out).toMatch(new RegExp(`\\nrun {3}${id}  a run  [-\\d]+ [:\\d]+  1 {6}1\\.5 kB\\n`));
    expect(dry.out).toContain("\n1 run would go, with 1.5 kB of artifacts. Nothing has changed.\n");
    expect(JSON.parse((await slipway("gc", "--dry-run", "--json")).out)).toMatchObject({
      dry_run: true,
      items: [{ kind: "run", id, files: 1, bytes: 1500 }],
    });
    expect(existsSync(artifacts("0", id))).toBe(true);
    const { out } = await slipway("gc");
    expect(out).toMatch(
      new RegExp(
        `^Run with ID ${id} has been permanently deleted\\.\\n\\d+ rows and 1 artifacts \\(1\\.5 kB\\) have gone\\.\\n$`,
      ),
    );
    expect(existsSync(artifacts("0", id))).toBe(false);
    expect(existsSync(artifacts("0", kept))).toBe(true);
  });

  it("goes by age and by ids", async () => {
    const [one, two] = [await makeDeletedRun(), await makeDeletedRun()];
    expect(JSON.parse((await slipway("gc", "--older-than", "1h", "--json")).out)).toMatchObject({ runs: 0 });
    const young = await slipway("gc", "--older-than", "1h", "--run-ids", one);
    expect(young).toMatchObject({ code: 2, err: expect.stringContaining(`deleted after`) });
    expect(JSON.parse((await slipway("gc", "--run-ids", one, "--json")).out)).toMatchObject({ runs: 1 });
    const again = await slipway("gc", "--run-ids", `${one},${two}`);
    expect(again).toMatchObject({ code: 2, err: expect.stringContaining(`${one}\n`) });
    expect(JSON.parse((await slipway("gc", "--older-than", "0.001s", "--json")).out)).toMatchObject({
      runs: 1,
    });
    for (const age of ["soon", "3", "1.2.3d", ""])
      expect(await slipway("gc", "--older-than", age)).toMatchObject({
        code: 2,
        err: expect.stringContaining("Could not parse any time information"),
      });
  });

  it("frees the name of an experiment", async () => {
    await slipway("experiments", "create", "-n", "wanted again");
    await slipway("experiments", "delete", "-x", "1");
    expect((await slipway("experiments", "create", "-n", "wanted again")).code).toBe(2);
    expect((await slipway("gc", "--experiment-ids", "1")).out).toContain(
      "Experiment with ID 1 has been permanently deleted.\n",
    );
    expect((await slipway("experiments", "create", "-n", "wanted again")).code).toBe(0);
  });

  it("removes old folders without a row when it is asked to", async () => {
    const lost = artifacts("0", "f".repeat(32));
    await mkdir(join(lost, "artifacts"), { recursive: true });
    const old = new Date(Date.now() - 2 * 86_400_000);
    for (const path of [join(lost, "artifacts"), lost]) await utimes(path, old, old);
    await slipway("gc");
    expect(existsSync(lost)).toBe(true);
    expect((await slipway("gc", "--orphans", "--older-than", "3d", "--dry-run")).out).toMatch(
      /^Nothing would go/,
    );
    expect((await slipway("gc", "--orphans")).out).toContain(
      `Orphaned folder mlflow-artifacts:/0/${"f".repeat(32)} has been permanently deleted.\n`,
    );
    expect(existsSync(lost)).toBe(false);
  });

  it("says what could not go, and fails", async () => {
    const id = await makeDeletedRun();
    await server.close();
    const words = ["gc", "--backend-store-uri", `sqlite:///${join(folder, "mlflow.db")}`];
    const refused = await slipway(...words);
    expect(refused).toMatchObject({ code: 2, err: expect.stringContaining("--artifacts-destination") });
    // Somebody has moved the folder away, and left a link.
    await rename(artifacts("0"), join(folder, "elsewhere"));
    await symlink(join(folder, "elsewhere"), artifacts("0"));
    const { code, err } = await slipway(...words, "--artifacts-destination", artifacts());
    expect(err).toContain(`run ${id} is still there: `);
    expect(code).toBe(4);
    expect(existsSync(join(folder, "elsewhere", id))).toBe(true);
    expect((await slipway(...words, "--keep-artifacts")).out).toContain(`Run with ID ${id} has been`);
    server = await start();
    vi.stubEnv("MLFLOW_TRACKING_URI", server.url);
  });

  it("says what another server cannot do", async () => {
    const other = createServer((_, response) => response.writeHead(404).end("<html>not here</html>"));
    await new Promise<void>((resolve) => other.listen(0, "127.0.0.1", resolve));
    const { port } = other.address() as AddressInfo;
    const { code, err } = await slipway("gc", "--tracking-uri", `http://127.0.0.1:${port}`);
    other.close();
    expect(err).toContain("cannot delete for good");
    expect(err).toContain("hint: Give its database as --backend-store-uri");
    expect(code).toBe(2);
    vi.stubEnv("MLFLOW_TRACKING_URI", server.url);
    expect(await slipway("gc", "--jobs")).toMatchObject({ code: 2 });
    expect((await slipway("gc", "--all-workspaces")).err).toContain("Workspace selection flags");
  });
});
