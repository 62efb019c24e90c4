import { existsSync } from "node:fs";
import { join } from "node:path";
import { openFileStore } from "@slipway/server";
import { doubtful, fine, type Observation } from "./observation.js";

/** So many findings are shown. */
const MOST = 50;
const HINT = "Repair it, or take it away; all else is served.";

/** MLflow's folder of files, and what in it cannot be taken as it is. It brings the index up to date on the way. */
export async function observeFiles(root: string): Promise<Observation[]> {
  if (!existsSync(root))
    return [fine("Files", `${root} is not there yet; the first command that writes makes it`)];
  const files = await openFileStore(root, () => undefined);
  try {
    const findings = await files.findings();
    const { scan, watching } = files.progress();
    const seen = watching ? "changes are seen at once" : "changes are seen by looking at all files";
    return [
      fine("Files", `${root}; a look at all of them takes ${scan} ms, ${seen}`),
      ...findings
        .slice(0, MOST)
        .map(({ path, problem }) => doubtful("File", `${join(root, path)}: ${problem}`, HINT)),
      ...(findings.length > MOST ? [doubtful("Files", `${findings.length - MOST} more findings`, HINT)] : []),
    ];
  } finally {
    await files.close();
  }
}
