import { readFile } from "node:fs/promises";
import { join } from "node:path";
import type { Finding } from "../finding.js";
import type { Rule } from "./rule.js";

const CODE = /[^\s'"]+\.(?:py|ipynb|ts|js|mjs|R|java|scala|sh)\b/g;
const CALL =
  /(?:set_tracking_uri|setTrackingUri)\s*\(\s*(["'][^"']+["'])|MLFLOW_TRACKING_URI["']?\]?\s*=\s*(["'][^"']+["'])/;

/** Training code that names a server itself would log past the build that started it. */
export const trackingAddress: Rule = async ({ content, source, directory }) => {
  const command = content.build?.command ?? "";
  const findings: Finding[] = [];
  for (const file of new Set(command.match(CODE))) {
    for (const [index, line] of (await linesOf(join(directory, file))).entries()) {
      const match = CALL.exec(line);
      if (!match) continue;
      const message = `${file}:${index + 1} sets the tracking URI to ${match[1] ?? match[2]}`;
      const hint =
        "leave it out: the build sets MLFLOW_TRACKING_URI, and runs logged elsewhere are lost to it";
      findings.push(source.finding("warning", ["build", "command"], message, hint));
    }
  }
  return findings;
};

/** The lines of a file; none when it cannot be read, since a command may make it later. */
async function linesOf(path: string): Promise<string[]> {
  const text = await readFile(path, "utf8").catch(() => "");
  return text.split("\n").filter((line) => line.length < 10_000);
}
