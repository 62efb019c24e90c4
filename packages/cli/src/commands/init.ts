import { access, mkdir, writeFile } from "node:fs/promises";
import { dirname, join, relative, resolve } from "node:path";
import { initFiles, type ProposedFile } from "@slipway/pipeline";
import { type CommandModule, UsageError } from "../command.js";
import { style } from "../terminal/style.js";

/** `slipway init`: what can be found out about the project, as slipway.yaml and a CI job. */
export const command: CommandModule = {
  define: (command) =>
    command
      .argument("[folder]", "the project", ".")
      .option("--force", "replace files that are there already")
      .action(init),
};

async function init(folder: string, { force }: { force?: boolean }): Promise<void> {
  const directory = resolve(folder);
  const { files, notes } = await initFiles(directory).catch((error: NodeJS.ErrnoException) => {
    if (error.code !== "ENOENT" && error.code !== "ENOTDIR") throw error;
    throw new UsageError(`${folder} is not a folder.`, "Make it, or name the project's own.");
  });
  for (const file of files) {
    const path = join(directory, file.path);
    const shown = relative(process.cwd(), path);
    const present = await exists(path);
    if (present && !force) {
      process.stdout.write(`Kept      ${shown}  (it is there already; --force replaces it)\n`);
      continue;
    }
    await write(path, file);
    process.stdout.write(`${style("green", present ? "Replaced" : "Wrote   ")}  ${shown}\n`);
  }
  process.stdout.write("\nNext:\n");
  for (const step of [...notes, nextStep(folder)]) process.stdout.write(`  - ${step}\n`);
}

const nextStep = (folder: string) =>
  `Then try it here, on a database of your own: \`${folder === "." ? "" : `cd ${folder} && `}slipway ci\`.`;

async function write(path: string, { content }: ProposedFile): Promise<void> {
  await mkdir(dirname(path), { recursive: true });
  await writeFile(path, content);
}

const exists = (path: string): Promise<boolean> =>
  access(path).then(
    () => true,
    () => false,
  );
