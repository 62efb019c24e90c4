import { spawn } from "node:child_process";

export interface ProcessResult {
  readonly code: number | null;
  /** Standard output and standard error, in the order of their arrival. */
  readonly output: string;
}

/** Runs a command to its end and keeps what it printed. Rejects only when it cannot be started. */
export function runProcess(
  command: string,
  args: readonly string[],
  options: { cwd?: string; env?: NodeJS.ProcessEnv } = {},
): Promise<ProcessResult> {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, { ...options, stdio: ["ignore", "pipe", "pipe"] });
    let output = "";
    const keep = (chunk: Buffer) => {
      output += chunk.toString();
    };
    child.stdout.on("data", keep);
    child.stderr.on("data", keep);
    child.on("error", reject);
    child.on("close", (code) => resolve({ code, output }));
  });
}
