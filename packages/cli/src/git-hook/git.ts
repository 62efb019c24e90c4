import { execFile } from "node:child_process";
import { promisify } from "node:util";

const execute = promisify(execFile);

/**
 * Runs git in a repository and returns what it printed.
 * @throws Error with git's own message
 */
export async function git(repository: string, ...args: string[]): Promise<string> {
  try {
    const { stdout } = await execute("git", ["-C", repository, ...args]);
    return stdout.trim();
  } catch (error) {
    const said = error instanceof Error && "stderr" in error ? String(error.stderr).trim() : String(error);
    throw new Error(`git ${args[0]} failed in ${repository}: ${said}`);
  }
}
