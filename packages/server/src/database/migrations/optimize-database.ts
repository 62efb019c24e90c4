import { DatabaseError } from "../database-error.js";
import { parseDatabaseUri } from "../database-uri.js";
import { REVISION } from "../schema/index.js";
import { changesTo, layOut, refuseUnknownColumns } from "./lay-out.js";
import { mlflowLayout, slipwayLayout } from "./layouts.js";
import { type ChangeOptions, revisionOf } from "./upgrade-database.js";
import { workOn } from "./work-on.js";
import type { Worked } from "./workbench.js";

/** The tables whose rows or indexes were laid out anew, none when they were so already. */
export interface Optimized {
  changed: string[];
}

/**
 * Lays out the tables of a database that MLflow made as Slipway lays out its own, or, with `undo`, the other way round.
 * MLflow reads and writes both. The rows stay the same.
 * @throws DatabaseError for a database that it cannot change, which it leaves as it is
 */
export async function optimizeDatabase(
  uri: string,
  { undo, backup, tell }: ChangeOptions & { undo: boolean },
): Promise<Worked<Optimized>> {
  const parsed = parseDatabaseUri(uri);
  return workOn(parsed, { backup: backup ? "before-optimize" : undefined, tell }, async (bench) => {
    const found = await revisionOf(bench, parsed.redacted);
    if (found !== REVISION)
      throw new DatabaseError(
        `Cannot change the database '${parsed.redacted}': its schema is at revision ${found}, not ${REVISION} (MLflow 3.18). Run first: slipway db upgrade '${parsed.redacted}'`,
      );
    const layout = undo ? mlflowLayout : slipwayLayout;
    const changes = await changesTo(layout, bench);
    if (changes.length > 0) {
      refuseUnknownColumns(await bench.shapes(), layout, parsed.redacted);
      await bench.backUp();
      await layOut(changes, bench, tell);
      await bench.createTriggers();
    }
    return { changed: changes.map(({ name }) => name) };
  });
}
