import { type ChildProcess, spawn } from "node:child_process";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";

/** The command as npm links it. It runs the compiled code. */
export const SLIPWAY = fileURLToPath(new URL("../../packages/cli/bin/slipway.js", import.meta.url));

/** How a command ended, with all that it wrote. */
export interface Ended {
  code: number | null;
  stdout: string;
  stderr: string;
}

interface Options {
  cwd: string;
  env?: Record<string, string>;
}

/** A command that runs. */
export interface Running {
  process: ChildProcess;
  ended: Promise<Ended>;
  /** Resolves with the first line of standard error that matches. @throws Error when the command ends before */
  says(pattern: RegExp): Promise<string>;
}

/** The environment of a user's shell: nothing of a CI system, and no tracking server. */
export const shell = (): Record<string, string> => ({
  PATH: process.env.PATH ?? "",
  HOME: process.env.HOME ?? "",
  ...(process.env.SystemRoot && { SystemRoot: process.env.SystemRoot }),
});

/** Starts `slipway`. */
export function start(words: string[], { cwd, env }: Options): Running {
  const child = spawn(process.execPath, [SLIPWAY, ...words], {
    cwd,
    env: { ...shell(), ...env },
    stdio: ["ignore", "pipe", "pipe"],
  });
  const written = { stdout: "", stderr: "" };
  for (const name of ["stdout", "stderr"] as const)
    child[name].setEncoding("utf8").on("data", (text: string) => {
      written[name] += text;
    });
  const ended = new Promise<Ended>((resolve, reject) => {
    child.once("error", reject);
    child.once("close", (code) => resolve({ code, ...written }));
  });
  const says = (pattern: RegExp) =>
    new Promise<string>((resolve, reject) => {
      const lines = createInterface({ input: child.stderr });
      lines.on("line", (line) => {
        if (pattern.test(line)) resolve(line);
      });
      child.once("close", (code) => reject(new Error(`ended with ${code}: ${written.stderr}`)));
    });
  return { process: child, ended, says };
}

/** Runs `slipway` to its end. */
export const slipway = (words: string[], options: Options): Promise<Ended> => start(words, options).ended;

/** Starts `slipway server` on a free port over ./mlflow.db of a folder. */
export async function startServerIn(cwd: string): Promise<{ url: string; running: Running }> {
  const running = start(["server", "--port", "0"], { cwd });
  const line = await running.says(/http:/);
  return { url: /http:\/\/[\d.:]+/.exec(line)?.[0] ?? "", running };
}
