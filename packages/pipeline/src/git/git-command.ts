import { execa } from "execa";

/** The output of a git command in a folder, without its last line break; undefined when git refuses. */
export async function git(directory: string, ...parameters: string[]): Promise<string | undefined> {
  const { exitCode, stdout } = await execa("git", ["-C", directory, ...parameters], {
    reject: false,
    stdin: "ignore",
  });
  return exitCode === 0 && typeof stdout === "string" ? stdout : undefined;
}
