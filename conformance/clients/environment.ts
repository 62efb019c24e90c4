import { createHash } from "node:crypto";
import { mkdir, readFile, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { runProcess } from "./run-process.js";
import { withLock } from "./with-lock.js";

/** A client generation: the name of its virtual environment and of its requirements file. */
export const CLIENTS = ["mlflow-3", "mlflow-2"] as const;
export type ClientName = (typeof CLIENTS)[number];

export const CONFORMANCE_FOLDER = join(import.meta.dirname, "..");

/**
 * What to install when the plain requirements cannot be: some mirrors lack the two split packages that
 * mlflow 3.18 depends on, while its own wheel holds all of their code.
 */
const FALLBACK = { pinned: "mlflow==3.18.0", dependenciesOf: "mlflow==3.17.2" };
const SPLIT_PACKAGES = ["mlflow", "mlflow-skinny", "mlflow-tracing"];

/** Path of a program of a virtual environment. */
export function programOf(environment: string, name: string): string {
  const windows = process.platform === "win32";
  return windows ? join(environment, "Scripts", `${name}.exe`) : join(environment, "bin", name);
}

/**
 * Makes the virtual environment of a client below `root`, unless the one there was made from the same
 * requirements. Returns its folder; throws with pip's last lines when the packages cannot be had.
 */
export async function ensureEnvironment(python: string, client: ClientName, root: string): Promise<string> {
  const requirements = join(CONFORMANCE_FOLDER, `requirements-${client}.txt`);
  const folder = join(root, client);
  const stamp = await hashOf(requirements);
  await mkdir(root, { recursive: true });
  return withLock(join(root, `${client}.lock`), async () => {
    if ((await textOf(join(folder, "stamp"))) !== stamp) {
      console.warn(`conformance: making the virtual environment ${client}; this takes minutes, once`);
      await rm(folder, { recursive: true, force: true });
      await run(python, ["-m", "venv", folder]);
      await install(folder, requirements);
      await writeFile(join(folder, "stamp"), stamp);
    }
    await addExtras(folder);
    return folder;
  });
}

/** Adds what both clients need besides; a change of these few is no reason to make the whole anew. */
async function addExtras(folder: string): Promise<void> {
  const requirements = join(CONFORMANCE_FOLDER, "requirements-extras.txt");
  const stamp = await hashOf(requirements);
  if ((await textOf(join(folder, "stamp-extras"))) === stamp) return;
  await pip(folder, "install", "-r", requirements);
  await writeFile(join(folder, "stamp-extras"), stamp);
}

const textOf = (file: string): Promise<string> => readFile(file, "utf8").catch(() => "");

const hashOf = async (file: string): Promise<string> =>
  createHash("sha256")
    .update(await readFile(file))
    .digest("hex");

async function install(folder: string, requirements: string): Promise<void> {
  try {
    await pip(folder, "install", "-r", requirements);
  } catch (error) {
    const lines = (await readFile(requirements, "utf8")).split("\n");
    if (!lines.includes(FALLBACK.pinned)) throw error;
    console.warn(
      `conformance: ${FALLBACK.pinned} cannot be resolved, taking the dependencies of ${FALLBACK.dependenciesOf}`,
    );
    const others = lines.filter((line) => line && !line.startsWith("#") && line !== FALLBACK.pinned);
    await pip(folder, "install", FALLBACK.dependenciesOf, ...others);
    await pip(folder, "uninstall", "--yes", ...SPLIT_PACKAGES);
    await pip(folder, "install", "--no-deps", FALLBACK.pinned);
  }
}

function pip(folder: string, ...args: string[]): Promise<void> {
  return run(programOf(folder, "python"), ["-m", "pip", "--disable-pip-version-check", "--quiet", ...args]);
}

async function run(command: string, args: readonly string[]): Promise<void> {
  const { code, output } = await runProcess(command, args);
  if (code !== 0)
    throw new Error(`${command} ${args.join(" ")} failed: ${output.trim().split("\n").slice(-3).join(" ")}`);
}
