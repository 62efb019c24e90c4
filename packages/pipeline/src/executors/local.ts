import { once } from "node:events";
import { stat } from "node:fs/promises";
import { constants } from "node:os";
import { PassThrough } from "node:stream";
import { execa } from "execa";
import type { Executor, Exit, Job, Task } from "./executor.js";
import { endTree, isTreeAlive } from "./process-tree.js";

/** How long a job's left-over background processes may take to end, in milliseconds. */
const LEFTOVER_GRACE = 2000;

/** Runs jobs as processes of this machine, each the leader of a process group of its own. */
export const local: Executor = { name: "local", start: startProcess };

async function startProcess(job: Job): Promise<Task> {
  const directory = await stat(job.directory).catch(() => undefined);
  if (!directory?.isDirectory()) {
    throw new Error(`cannot run \`${job.command}\`: the folder ${job.directory} does not exist`);
  }
  const child = execa(job.command, {
    shell: true,
    detached: process.platform !== "win32",
    cwd: job.directory,
    env: job.environment,
    extendEnv: false,
    stdin: "ignore",
    reject: false,
    buffer: false,
    // The group is ended as a whole, here and when this process ends.
    cleanup: false,
  });
  const { pid } = child;
  if (pid === undefined) throw new Error(`cannot run \`${job.command}\`: ${(await child).message}`);

  const forget = endWithThisProcess(pid);
  const output = new PassThrough({ encoding: "utf8" });
  let open = 2;
  for (const stream of [child.stdout, child.stderr]) {
    stream.pipe(output, { end: false });
    stream.once("close", () => {
      open -= 1;
      if (open === 0) output.end();
    });
  }
  let cancelled = false;
  const exited = once(child, "exit").then(async ([code, signal]): Promise<Exit> => {
    // What the command left in the background would hold its output open, and outlive the build.
    await endTree(pid, LEFTOVER_GRACE);
    forget();
    if (cancelled) return { kind: "cancelled" };
    return exitOf(code as number | null, signal as string | null);
  });
  const cancel = async (grace: number): Promise<void> => {
    if (!(await isTreeAlive(pid))) return;
    cancelled = true;
    await endTree(pid, grace);
  };
  return {
    id: String(pid),
    follow: () => output,
    wait: () => exited,
    cancel,
    destroy: async () => {
      await cancel(0);
      await exited;
      output.resume();
    },
  };
}

/** A shell says that a signal ended its command by the exit code 128 + its number. */
function exitOf(code: number | null, signal: string | null): Exit {
  if (signal !== null) return { kind: "signalled", signal };
  const number = (code ?? 0) - 128;
  const byShell = Object.entries(constants.signals).find(([, value]) => value === number)?.[0];
  if (byShell && ["SIGKILL", "SIGTERM", "SIGSEGV", "SIGABRT"].includes(byShell)) {
    return { kind: "signalled", signal: byShell };
  }
  return { kind: "exited", code: code ?? 0 };
}

/** Ends a group when this process exits without having waited for it. */
function endWithThisProcess(pid: number): () => void {
  const end = () => {
    try {
      process.kill(process.platform === "win32" ? pid : -pid, "SIGKILL");
    } catch {
      // It has ended already.
    }
  };
  process.once("exit", end);
  return () => process.removeListener("exit", end);
}
