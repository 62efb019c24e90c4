import type { Cell, MatrixSpec } from "../../matrix/cell.js";
import { sameValue } from "../../matrix/cell.js";
import { axesOf, combinations, expandMatrix, matches } from "../../matrix/expand-matrix.js";
import type { Finding } from "../finding.js";
import { nearestName } from "../nearest-name.js";
import type { YamlSource } from "../yaml-source.js";
import type { Rule } from "./rule.js";

const MATRIX = ["build", "matrix"] as const;

/** Cells that are listed twice, entries that change nothing, repeats over what is no key of the matrix. */
export const matrixCells: Rule = ({ content, source }) => {
  const matrix = content.build?.matrix;
  const repeatOver = content.build?.["repeat-over"];
  const repeats = repeatOver === undefined ? [] : [repeatOver].flat();
  return [
    ...(matrix ? [...doubles(matrix, source), ...excludes(matrix, source), ...includes(matrix, source)] : []),
    ...repeats
      .filter((key) => !matrixKeys(matrix).includes(key))
      .map((key) => {
        const hint = suggestion(key, matrixKeys(matrix));
        return source.finding("error", ["build", "repeat-over"], `\`${key}\` is no key of the matrix`, hint);
      }),
  ];
};

/** Every key that some cell has. */
export const matrixKeys = (matrix: MatrixSpec | undefined): string[] => [
  ...new Set(matrix ? [...Object.keys(axesOf(matrix)), ...(matrix.include ?? []).flatMap(Object.keys)] : []),
];

/** What to say of a name that is none of those that are known. */
export function suggestion(name: string, known: string[]): string {
  const nearest = nearestName(name, known);
  if (nearest) return `did you mean \`${nearest}\`?`;
  return known.length > 0 ? `known here: ${known.join(", ")}` : "there is no matrix";
}

function doubles(matrix: MatrixSpec, source: YamlSource): Finding[] {
  return Object.entries(axesOf(matrix)).flatMap(([axis, values]) =>
    values.flatMap((value, index) =>
      values.slice(0, index).some((earlier) => sameValue(earlier, value))
        ? [
            source.finding(
              "warning",
              [...MATRIX, axis, index],
              `\`${axis}\` lists ${JSON.stringify(value)} twice`,
            ),
          ]
        : [],
    ),
  );
}

function excludes(matrix: MatrixSpec, source: YamlSource): Finding[] {
  const axes = Object.keys(axesOf(matrix));
  const all = combinations(axesOf(matrix));
  const findings = (matrix.exclude ?? []).flatMap((entry, index) => {
    if (all.some((cell) => matches(cell, entry))) return [];
    const unknown = Object.keys(entry).find((key) => !axes.includes(key));
    const hint = unknown === undefined ? undefined : `\`${unknown}\`: ${suggestion(unknown, axes)}`;
    return [unreachable(source, ["exclude", index], entry, "matches no cell of the matrix", hint)];
  });
  if (expandMatrix(matrix).length === 0) {
    findings.push(source.keyFinding("error", MATRIX, "`exclude` leaves no cell of the matrix"));
  }
  return findings;
}

/** An entry is of no use when the matrix has the same cells without it. */
function includes(matrix: MatrixSpec, source: YamlSource): Finding[] {
  const entries = matrix.include ?? [];
  const cells = JSON.stringify(expandMatrix(matrix));
  return entries.flatMap((entry, index) => {
    const others = { ...matrix, include: entries.filter((_, other) => other !== index) } as MatrixSpec;
    return JSON.stringify(expandMatrix(others)) === cells
      ? [unreachable(source, ["include", index], entry, "adds nothing to the matrix")]
      : [];
  });
}

const unreachable = (
  source: YamlSource,
  path: (string | number)[],
  entry: Cell,
  why: string,
  hint?: string,
): Finding => source.finding("warning", [...MATRIX, ...path], `${JSON.stringify(entry)} ${why}`, hint);
