import { runProcess } from "./run-process.js";

const NAMES = ["python3", "python3.12", "python3.11", "python3.10", "python3.13", "python"];
const CHECK = "import ensurepip, sys, venv; sys.exit(0 if sys.version_info >= (3, 10) else 1)";

/** Name of the first Python 3.10 or newer on the PATH that can make virtual environments; `PYTHON` names another. */
export async function findPython(): Promise<string | undefined> {
  for (const name of process.env.PYTHON ? [process.env.PYTHON] : NAMES) {
    const result = await runProcess(name, ["-c", CHECK]).catch(() => undefined);
    if (result?.code === 0) return name;
  }
  return undefined;
}
