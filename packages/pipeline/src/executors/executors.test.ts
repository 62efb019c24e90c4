import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { execa } from "execa";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { Task } from "./executor.js";
import { executors } from "./index.js";

let directory: string;
beforeEach(async () => {
  directory = await mkdtemp(join(tmpdir(), "slipway executor "));
});
afterEach(() => rm(directory, { recursive: true, force: true }));

const environment = { PATH: process.env.PATH ?? "", GREETING: "good morning" };

async function outputOf(task: Task): Promise<string> {
  let text = "";
  for await (const chunk of task.follow()) text += chunk;
  return text;
}

/** Whether a process runs; one that has ended but was not collected by its parent does not. */
async function isAlive(pid: number): Promise<boolean> {
  const state = await execa("ps", ["-o", "stat=", "-p", String(pid)], { reject: false });
  return state.exitCode === 0 && !state.stdout.startsWith("Z");
}

describe.each(Object.entries(executors))("the executor %s", (_, executor) => {
  const start = (command: string) => executor.start({ label: "a job", command, directory, environment });
  const pidIn = async (file: string): Promise<number> => {
    for (;;) {
      const text = await readFile(join(directory, file), "utf8").catch(() => "");
      if (text.trim()) return Number(text);
      await new Promise((resolve) => setTimeout(resolve, 10));
    }
  };

  it("runs a command in its folder, with its environment and no other", async () => {
    const task = await start('echo "$GREETING|$HOME|$(pwd)"');
    const output = await outputOf(task);
    expect(output).toBe(`good morning||${directory}\n`);
    expect(await task.wait()).toEqual({ kind: "exited", code: 0 });
    await task.destroy();
  });

  it("follows both streams while the command runs", async () => {
    const task = await start("echo first; echo second >&2");
    expect((await outputOf(task)).split("\n").sort()).toEqual(["", "first", "second"]);
    await task.destroy();

    const waiting = await start("echo started; sleep 60");
    for await (const chunk of waiting.follow()) {
      expect(chunk).toBe("started\n");
      break;
    }
    await waiting.destroy();
  });

  it("keeps letters whole that arrive in pieces", async () => {
    const task = await start("printf '\\303'; sleep 0.1; printf '\\251t\\303\\251'");
    expect(await outputOf(task)).toBe("été");
    await task.destroy();
  });

  it("says with which code a command failed", async () => {
    const task = await start("exit 7");
    expect(await task.wait()).toEqual({ kind: "exited", code: 7 });
    expect(await task.wait()).toEqual({ kind: "exited", code: 7 });
    await task.destroy();
  });

  it("says which signal ended a command, also when the shell only reports it", async () => {
    expect(await (await start("kill -9 $$")).wait()).toEqual({ kind: "signalled", signal: "SIGKILL" });
    expect(await (await start("sh -c 'kill -9 $$'; exit $?")).wait()).toEqual({
      kind: "signalled",
      signal: "SIGKILL",
    });
  });

  it("cancels a command that ends when asked, and lets it say goodbye", async () => {
    const task = await start("trap 'echo goodbye; exit 0' TERM; echo $$ > pid; while :; do sleep 0.05; done");
    await pidIn("pid");
    const output = outputOf(task);
    await task.cancel(10_000);
    expect(await task.wait()).toEqual({ kind: "cancelled" });
    expect(await output).toContain("goodbye\n");
  });

  it("cancels by force a command that does not want to end, with everything that it started", async () => {
    const task = await start("trap '' TERM; (trap '' TERM; sleep 60) & echo $! > pid; wait; sleep 60");
    const child = await pidIn("pid");
    expect(await isAlive(child)).toBe(true);
    await task.cancel(100);
    expect(await task.wait()).toEqual({ kind: "cancelled" });
    expect(await isAlive(child)).toBe(false);
  });

  it("leaves nothing in the background when a command ends", async () => {
    const task = await start("sleep 60 & echo $! > pid; echo done");
    expect(await outputOf(task)).toBe("done\n");
    expect(await task.wait()).toEqual({ kind: "exited", code: 0 });
    expect(await isAlive(await pidIn("pid"))).toBe(false);
  });

  it("destroys a running job, and a destroyed one again", async () => {
    const task = await start("echo $$ > pid; sleep 60");
    const pid = await pidIn("pid");
    await task.destroy();
    await task.destroy();
    expect(await isAlive(pid)).toBe(false);
    expect(await task.wait()).toEqual({ kind: "cancelled" });
    await task.cancel(1000);
  });

  it("refuses to start where there is no folder", async () => {
    const missing = join(directory, "missing");
    await expect(
      executor.start({ label: "a job", command: "true", directory: missing, environment }),
    ).rejects.toThrow(`the folder ${missing} does not exist`);
  });

  it("reports a command that does not exist as one that failed", async () => {
    const task = await start("no-such-command-anywhere --help");
    expect(await outputOf(task)).toContain("not found");
    expect(await task.wait()).toEqual({ kind: "exited", code: 127 });
  });
});
