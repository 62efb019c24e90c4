import { spawn } from "node:child_process";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { connect } from "@slipway/sdk";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type Running, SLIPWAY, shell, slipway, startServerIn } from "./slipway.js";

let cwd: string;
let url: string;
let running: Running;
beforeAll(async () => {
  cwd = await mkdtemp(join(tmpdir(), "slipway servers "));
  ({ url, running } = await startServerIn(cwd));
});
afterAll(async () => {
  running.process.kill("SIGKILL");
  await running.ended;
  await rm(cwd, { recursive: true, force: true });
});

describe("without MLFLOW_TRACKING_URI", () => {
  it("commands use the server that is open on ./mlflow.db", async () => {
    const created = await slipway(["experiments", "create", "-n", "/Users/someone/first"], { cwd });
    expect(created).toMatchObject({
      code: 0,
      stdout: "Created experiment '/Users/someone/first' with id 1\n",
    });
    const { experiment } = await connect(url).client.experiments.get({ experiment_id: "1" });
    expect(experiment.name).toBe("/Users/someone/first");
  });

  it("commands start a server of their own in another folder, and leave a database that can be read", async () => {
    const other = await mkdtemp(join(tmpdir(), "slipway alone "));
    try {
      await slipway(["experiments", "create", "-n", "alone"], { cwd: other });
      const { stdout } = await slipway(["experiments", "search", "--json"], { cwd: other });
      const names = JSON.parse(stdout).map(({ name }: { name: string }) => name);
      expect(names).toEqual(["alone", "Default"]);
    } finally {
      await rm(other, { recursive: true, force: true });
    }
  });
});

describe("slipway server", () => {
  it("serves the UI and the API", async () => {
    const page = await fetch(url, { headers: { accept: "text/html" } });
    expect(await page.text()).toContain('<div id="root"');
    expect(await (await fetch(`${url}/health`)).text()).toBe("OK");
  });

  it.each(["server", "ui"])(
    "%s names the holder of a busy port, and the flag for another",
    async (command) => {
      const { port } = new URL(url);
      const { code, stderr } = await slipway([command, "--port", port], { cwd });
      expect(code).toBe(2);
      expect(stderr).toMatch(new RegExp(`^error: Port ${port} on 127.0.0.1 is taken`));
      if (process.platform === "linux") expect(stderr).toContain(`(pid ${running.process.pid})`);
      expect(stderr).toContain("--port");
    },
  );

  it("ends with 0 when it is asked to stop, however soon", async () => {
    const folder = await mkdtemp(join(tmpdir(), "slipway stop "));
    try {
      const { running: another } = await startServerIn(folder);
      another.process.kill("SIGTERM");
      expect((await another.ended).code).toBe(0);
    } finally {
      await rm(folder, { recursive: true, force: true });
    }
  });
});

describe("a pipe", () => {
  it("may be closed by its reader", async () => {
    const child = spawn(process.execPath, [SLIPWAY, "experiments", "search"], {
      cwd,
      env: shell(),
      stdio: ["ignore", "pipe", "pipe"],
    });
    child.stdout.destroy();
    let said = "";
    child.stderr.setEncoding("utf8").on("data", (text: string) => {
      said += text;
    });
    const code = await new Promise((resolve) => child.once("close", resolve));
    expect({ code, said }).toEqual({ code: 0, said: "" });
  });

  it("gets no colours", async () => {
    const { stdout, stderr } = await slipway(["experiments", "get", "-x", "77"], { cwd });
    expect(stdout + stderr).toBe("error: No Experiment with id=77 exists\n");
  });
});
