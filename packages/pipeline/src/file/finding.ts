/** One thing that is wrong, or likely to be, in a user's file. Lines and columns count from 1. */
export interface Finding {
  severity: "error" | "warning";
  message: string;
  /** What would be right, when that can be said. */
  hint?: string;
  line: number;
  column: number;
  /** Where in the file, e.g. `release.gates[0].threshold.metric`; empty for the whole file. */
  path: string;
}

/** The way to a value inside the file: keys of mappings and indexes of lists. */
export type Path = readonly (string | number)[];

/** A path as people write it, e.g. `release.gates[0].threshold`. */
export function pathText(path: Path): string {
  return path.reduce<string>((text, step) => {
    if (typeof step === "number") return `${text}[${step}]`;
    return text ? `${text}.${step}` : step;
  }, "");
}
