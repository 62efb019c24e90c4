import { readFile, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { CONFORMANCE_FOLDER } from "./environment.js";
import { runProcess } from "./run-process.js";
import { withLock } from "./with-lock.js";

const REQUIREMENTS = join(CONFORMANCE_FOLDER, "requirements-databases.txt");

/**
 * A folder with Python's drivers of PostgreSQL and MySQL, for PYTHONPATH: beside the clients' environments and not in
 * them, since MLflow's users install them by hand too. Made once.
 */
export function ensureDrivers(python: string): Promise<string> {
  const folder = join(CONFORMANCE_FOLDER, ".venvs", "database-drivers");
  return withLock(`${folder}.lock`, async () => {
    const wanted = await readFile(REQUIREMENTS, "utf8");
    if ((await readFile(join(folder, "stamp"), "utf8").catch(() => "")) === wanted) return folder;
    await rm(folder, { recursive: true, force: true });
    const args = ["-m", "pip", "--disable-pip-version-check", "--quiet", "install", "--target", folder];
    const { code, output } = await runProcess(python, [...args, "-r", REQUIREMENTS]);
    if (code !== 0) throw new Error(`the drivers of the databases could not be installed: ${output.trim()}`);
    await writeFile(join(folder, "stamp"), wanted);
    return folder;
  });
}
