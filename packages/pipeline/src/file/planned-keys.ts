import type { Path } from "./finding.js";

/** A key of the grammar that this version reads but does not act on yet. */
export interface PlannedKey {
  path: readonly string[];
  /** Whether a file can be run without it: true when leaving it out changes no outcome. */
  harmless: boolean;
}

/** Every key that is known and not available in this version. `*` stands for any index. */
const PLANNED_KEYS: readonly PlannedKey[] = [
  { path: ["build", "inputs"], harmless: true },
  { path: ["build", "retries"], harmless: true },
  { path: ["release", "after"], harmless: false },
];

/** The planned key that a path ends in. */
export const plannedKey = (path: Path): PlannedKey | undefined =>
  PLANNED_KEYS.find(
    (planned) =>
      planned.path.length === path.length &&
      planned.path.every((step, index) => step === "*" || step === path[index]),
  );
