/** What a build set out to train. */
export interface BuildPlan {
  /** The combinations of the matrix, each value as text. */
  cells: Record<string, string>[];
  /** The keys of the matrix that are repeated over. */
  repeatOver: string[];
}

/** The plan in a build's record, `slipway/build.json`; undefined when it is none that this version can read. */
export function readBuildPlan(text: string): BuildPlan | undefined {
  try {
    const { cells, repeatOver } = JSON.parse(text);
    if (!Array.isArray(cells) || !Array.isArray(repeatOver)) return undefined;
    return { cells: cells.map(asTexts), repeatOver: repeatOver.map(String) };
  } catch {
    return undefined;
  }
}

/** Values as the tags of runs have them: text as it is, anything else as JSON. */
const asTexts = (cell: unknown): Record<string, string> =>
  Object.fromEntries(
    Object.entries(cell ?? {}).map(([key, value]) => [
      key,
      typeof value === "string" ? value : JSON.stringify(value),
    ]),
  );
