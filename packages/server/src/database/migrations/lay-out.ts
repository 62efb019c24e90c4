import { DatabaseError } from "../database-error.js";
import type { Table } from "../schema/table.js";
import { isKnownIndex } from "./layouts.js";
import { indexesMissingFrom, type Shape, sameTable } from "./shape.js";
import type { Tell, Workbench } from "./workbench.js";

type Shapes = Record<string, Shape>;

/** What is to be done with one table. */
interface Change {
  name: string;
  table: Table;
  /** Indexes to drop, when the table itself can stay. */
  drop: string[];
  kind: "create" | "rebuild" | "index";
  /** What the table is like afterwards. */
  wanted: Shape;
}

/** What separates a database from a layout; nothing when it has it. The user's own tables and indexes are no difference. */
export async function changesTo(layout: Record<string, Table>, bench: Workbench): Promise<Change[]> {
  const wanted = await bench.shapesOf(layout);
  const there = await bench.shapes();
  return Object.entries(layout).flatMap(([name, table]) => {
    const shape = wanted[name];
    const change = shape && changeOf(there[name], shape);
    return change ? [{ name, table, wanted: shape, ...change }] : [];
  });
}

function changeOf(there: Shape | undefined, wanted: Shape): Pick<Change, "kind" | "drop"> | undefined {
  if (!there) return { kind: "create", drop: [] };
  if (!sameTable(there, wanted)) return { kind: "rebuild", drop: [] };
  const drop = indexesMissingFrom(wanted, there).filter((index) => isKnownIndex(index, there.indexes[index]));
  const isComplete = indexesMissingFrom(there, wanted).length === 0;
  return isComplete && drop.length === 0 ? undefined : { kind: "index", drop };
}

/** Carries changes out. */
export async function layOut(changes: readonly Change[], bench: Workbench, tell: Tell): Promise<void> {
  for (const { kind, name, table, drop, wanted } of changes) {
    tell(`${SAID[kind]} ${name}`);
    if (kind === "create") await bench.create(name, table);
    if (kind === "rebuild") await bench.rebuild(name, table, wanted);
    for (const index of drop) await bench.dropIndex(index, name);
    if (kind === "index") await bench.createIndexes(name, table);
  }
}

const SAID = { create: "Creating", rebuild: "Rebuilding", index: "Indexing" };

/** Columns that earlier releases of MLflow made, and later ones dropped or renamed. */
const RETIRED: Record<string, readonly string[]> = {
  jobs: ["function_fullname"],
  spans: ["dimension_attributes"],
};

/**
 * A rebuilt table has no room for columns that are not MLflow's.
 * @throws DatabaseError that names the first one
 */
export function refuseUnknownColumns(there: Shapes, layout: Record<string, Table>, uri: string): void {
  for (const [name, table] of Object.entries(layout)) {
    const known = [...Object.keys(table.columns), ...(RETIRED[name] ?? [])];
    const unknown = Object.keys(there[name]?.columns ?? {}).find((column) => !known.includes(column));
    if (unknown !== undefined)
      throw new DatabaseError(
        `Cannot change the database '${uri}': the table ${name} has a column ${unknown}, which is not MLflow's. Move it into a table of your own first.`,
      );
  }
}
