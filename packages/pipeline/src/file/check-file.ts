import { readFile } from "node:fs/promises";
import { dirname, resolve } from "node:path";
import type { TSchema } from "typebox";
import { gates as knownGates } from "../gates/index.js";
import type { Finding } from "./finding.js";
import { expressions } from "./rules/expressions.js";
import { gates } from "./rules/gates.js";
import { matrixCells } from "./rules/matrix-cells.js";
import { releaseStep } from "./rules/release-step.js";
import type { Rule } from "./rules/rule.js";
import { selectWhere } from "./rules/select-where.js";
import { trackingAddress } from "./rules/tracking-address.js";
import { type FileContent, fileSchema } from "./schema.js";
import { resolveFile, type SlipwayFile } from "./slipway-file.js";
import { validate } from "./validate.js";
import { YamlSource } from "./yaml-source.js";

export const DEFAULT_FILE = "slipway.yaml";

const RULES: readonly Rule[] = [matrixCells, expressions, releaseStep, selectWhere, gates, trackingAddress];

/** What became of a file: `file` is there exactly when no finding is an error. */
export interface CheckedFile {
  /** Absolute path of the file that was read. */
  path: string;
  file?: SlipwayFile;
  /** In the order of the text. */
  findings: Finding[];
}

/** JSON Schema of `slipway.yaml` with every gate of this version. */
export const slipwayFileSchema = (): TSchema =>
  fileSchema(Object.fromEntries(Object.entries(knownGates).map(([name, gate]) => [name, gate.parameters])));

/** Reads and checks a file; one that cannot be read is a finding too. */
export async function checkFile(path: string = DEFAULT_FILE): Promise<CheckedFile> {
  const absolute = resolve(path);
  let text: string;
  try {
    text = await readFile(absolute, "utf8");
  } catch (error) {
    return { path: absolute, findings: [unreadable(error as NodeJS.ErrnoException)] };
  }
  return checkText(text, absolute);
}

/** Checks the text of a file as if it stood at a path. */
export async function checkText(text: string, path: string): Promise<CheckedFile> {
  const source = new YamlSource(text);
  const findings = source.syntaxFindings;
  if (findings.some(isError)) return { path, findings };
  let value: unknown;
  try {
    value = source.value();
  } catch (error) {
    return { path, findings: [wholeFile(`not valid YAML: ${(error as Error).message}`)] };
  }
  if (value === null || value === undefined) {
    return { path, findings: [wholeFile("the file is empty", "`slipway init` writes one to start from")] };
  }
  const { findings: ofSchema, typesAreRight } = validate(slipwayFileSchema(), value, source);
  findings.push(...ofSchema);
  if (typesAreRight) {
    const content = value as FileContent;
    for (const rule of RULES) findings.push(...(await rule({ content, source, directory: dirname(path) })));
  }
  findings.sort((a, b) => a.line - b.line || a.column - b.column);
  if (findings.some(isError)) return { path, findings };
  return { path, file: resolveFile(value as FileContent, path), findings };
}

const isError = (finding: Finding): boolean => finding.severity === "error";

function unreadable({ code, message }: NodeJS.ErrnoException): Finding {
  if (code === "ENOENT")
    return wholeFile("there is no such file", "`slipway init` writes one; `-f FILE` names another");
  if (code === "EISDIR") return wholeFile("this is a folder", "name the file in it with `-f FILE`");
  return wholeFile(`cannot read it: ${message}`);
}

const wholeFile = (message: string, hint?: string): Finding => ({
  severity: "error",
  message,
  ...(hint && { hint }),
  line: 1,
  column: 1,
  path: "",
});
