import { OPENING, parseTemplate, type Reference } from "../expression.js";
import type { Finding, Path } from "../finding.js";
import { pathText } from "../finding.js";
import type { YamlSource } from "../yaml-source.js";
import { matrixKeys, suggestion } from "./matrix-cells.js";
import type { Checked, Rule } from "./rule.js";

interface TemplatedText {
  path: Path;
  text: string;
  contexts: string[];
}

const MODEL_KEYS = ["path"];

/** Every `${{ }}` can be read, and reads something that exists; every key of the matrix is read somewhere. */
export const expressions: Rule = (file) => {
  const texts = templatedTexts(file);
  const keys = matrixKeys(file.content.build?.matrix);
  const findings: Finding[] = [];
  const read: Reference[] = [];
  for (const { path, text, contexts } of texts) {
    const { template, problems } = parseTemplate(text, contexts);
    for (const { message, occurrence } of problems) {
      const hint = `available here: ${contexts.join(", ") || "no context"}`;
      findings.push(inside(file.source, path, occurrence, message, hint));
    }
    for (const reference of template.references) {
      const known = reference.context === "matrix" ? keys : reference.context === "model" ? MODEL_KEYS : [];
      const { name, context, occurrence } = reference;
      if (name !== undefined && !known.includes(name)) {
        const message = `\`${context}.${name}\` does not exist`;
        findings.push(inside(file.source, path, occurrence, message, suggestion(name, known)));
      }
    }
    read.push(...template.references);
  }
  return [...findings, ...unread(file, keys, read), ...evaluateLacks(file)];
};

function templatedTexts({ content }: Checked): TemplatedText[] {
  const { build, release } = content;
  const env = Object.entries(build?.env ?? {}).map(([key, value]) => ({
    path: ["build", "env", key],
    text: String(value),
    contexts: ["matrix"],
  }));
  return [
    ...(build?.prepare ? [{ path: ["build", "prepare"], text: build.prepare, contexts: [] }] : []),
    ...(build ? [{ path: ["build", "command"], text: build.command, contexts: ["matrix"] }] : []),
    ...env,
    ...(release?.evaluate
      ? [{ path: ["release", "evaluate"], text: release.evaluate, contexts: ["model", "output", "metrics"] }]
      : []),
  ];
}

/** A key that no command reads trains the same candidate again under another name. */
function unread({ source, content }: Checked, keys: string[], read: Reference[]): Finding[] {
  const ofMatrix = read.filter(({ context }) => context === "matrix");
  if (ofMatrix.some(({ name }) => name === undefined)) return [];
  const names = new Set(ofMatrix.map(({ name }) => name));
  return keys
    .filter((key) => !names.has(key) && Object.hasOwn(content.build?.matrix ?? {}, key))
    .map((key) =>
      source.keyFinding(
        "warning",
        ["build", "matrix", key],
        `\`${key}\` is read by neither \`build.command\` nor \`build.env\``,
        `write \${{ matrix.${key} }} where it belongs`,
      ),
    );
}

function evaluateLacks({ source, content }: Checked): Finding[] {
  const evaluate = content.release?.evaluate;
  if (evaluate === undefined) return [];
  const { template, problems } = parseTemplate(evaluate, ["model", "output", "metrics"]);
  if (problems.length > 0) return [];
  return (["model", "output"] as const)
    .filter((context) => !template.references.some((reference) => reference.context === context))
    .map((context) => {
      const wanted = context === "model" ? "${{ model.path }}" : "${{ output }}";
      const hint =
        context === "model"
          ? "it is where the candidate's and the champion's files are put"
          : "it is where the command writes its predictions";
      return source.finding("error", ["release", "evaluate"], `\`evaluate\` does not use ${wanted}`, hint);
    });
}

const inside = (
  source: YamlSource,
  path: Path,
  occurrence: number,
  message: string,
  hint: string,
): Finding => ({
  severity: "error",
  message,
  hint,
  ...source.locateInside(path, OPENING, occurrence),
  path: pathText(path),
});
