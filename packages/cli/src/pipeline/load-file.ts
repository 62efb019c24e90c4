import { relative } from "node:path";
import { checkFile, type Finding, type SlipwayFile } from "@slipway/pipeline";
import { UsageError } from "../command.js";
import { style } from "../terminal/style.js";

/**
 * Reads slipway.yaml; says every finding on standard error.
 * @throws UsageError when one of them is an error
 */
export async function loadFile(path: string): Promise<SlipwayFile> {
  const checked = await checkFile(path);
  for (const finding of checked.findings) process.stderr.write(`${findingText(checked.path, finding)}\n`);
  if (checked.file) return checked.file;
  const errors = checked.findings.filter(({ severity }) => severity === "error").length;
  throw new UsageError(`${shownPath(checked.path)} has ${errors === 1 ? "an error" : `${errors} errors`}.`);
}

/** `slipway.yaml:3:5: error: …`, the form that editors make links of, with the hint below. */
export function findingText(path: string, { severity, line, column, message, hint }: Finding): string {
  const colour = severity === "error" ? "red" : "yellow";
  const first = `${shownPath(path)}:${line}:${column}: ${style(colour, `${severity}:`, process.stderr)} ${message}`;
  return hint ? `${first}\n  ${style("cyan", "hint:", process.stderr)} ${hint}` : first;
}

/** A path as people type it from where they are. */
export const shownPath = (path: string): string => {
  const below = relative(process.cwd(), path);
  return below === "" || below.startsWith("..") ? path : below;
};
