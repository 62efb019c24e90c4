import { readdir, readFile } from "node:fs/promises";
import { setTimeout as pause } from "node:timers/promises";
import { execa } from "execa";

const POLL = 20;

/** Whether a process, or any of the group that it leads, is running. */
export async function isTreeAlive(pid: number): Promise<boolean> {
  if (!(await signalTree(pid, 0))) return false;
  return process.platform !== "linux" || (await hasLiveMember(pid));
}

/**
 * Whether a process group has a member that is not a zombie. Where process 1 collects no orphans, as in many
 * containers, zombies receive signals for ever.
 */
async function hasLiveMember(group: number): Promise<boolean> {
  const pids = (await readdir("/proc")).filter((name) => /^\d+$/.test(name));
  const alive = await Promise.all(
    pids.map(async (pid) => {
      const stat = await readFile(`/proc/${pid}/stat`, "utf8").catch(() => "");
      // The name before the last parenthesis may hold anything; then come state, parent and group.
      const [state, , pgrp] = stat.slice(stat.lastIndexOf(")") + 2).split(" ");
      return Number(pgrp) === group && state !== "Z" && state !== "X";
    }),
  );
  return alive.includes(true);
}

/**
 * Ends a process and everything that it started: asks first, and ends by force what is left after `grace`
 * milliseconds. Resolves when nothing of it runs any more.
 */
export async function endTree(pid: number, grace: number): Promise<void> {
  if (!(await isTreeAlive(pid))) return;
  if (grace > 0) await signalTree(pid, "SIGTERM");
  const deadline = Date.now() + grace;
  while (Date.now() < deadline) {
    if (!(await isTreeAlive(pid))) return;
    await pause(POLL);
  }
  while (await isTreeAlive(pid)) {
    await signalTree(pid, "SIGKILL");
    await pause(POLL);
  }
}

/** Sends a signal; false when there is nothing to receive it. */
async function signalTree(pid: number, signal: NodeJS.Signals | 0): Promise<boolean> {
  if (process.platform === "win32") return signalWindowsTree(pid, signal);
  try {
    process.kill(-pid, signal);
    return true;
  } catch (error) {
    // EPERM: something of the group is there, but only a zombie of another user's.
    return (error as NodeJS.ErrnoException).code === "EPERM";
  }
}

/** Windows has no process groups: taskkill follows the parents, and cannot ask console programs. */
async function signalWindowsTree(pid: number, signal: NodeJS.Signals | 0): Promise<boolean> {
  if (signal === 0) {
    try {
      return process.kill(pid, 0);
    } catch {
      return false;
    }
  }
  const { exitCode } = await execa("taskkill", ["/pid", String(pid), "/T", "/F"], { reject: false });
  return exitCode === 0;
}
