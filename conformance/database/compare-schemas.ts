/** What describe_schema.py prints. */
export interface Schema {
  readonly tables: Readonly<Record<string, Table>>;
  readonly others: readonly (readonly [string, string])[];
  readonly revision: string;
}

interface Table {
  readonly columns: Readonly<Record<string, unknown>>;
  readonly indexes: readonly Index[];
  readonly foreignKeys: readonly unknown[];
}

interface Index {
  readonly name: string;
  readonly unique: boolean;
  /** "c" made by CREATE INDEX, "u" by a UNIQUE constraint, "pk" by the primary key. */
  readonly origin: "c" | "u" | "pk";
  readonly partial: boolean;
  readonly on: readonly string[];
}

/** Prefix of the tables that MLflow does not have. */
const OUR_PREFIX = "slipway_";

/** Everything in which our schema departs from MLflow's, one line each. Columns and keys are compared as sets. */
export function compareSchemas(ours: Schema, theirs: Schema): string[] {
  const found = [...compareTableNames(ours, theirs)];
  if (ours.revision !== theirs.revision) found.push(`revision ${ours.revision}, not ${theirs.revision}`);
  for (const [name, table] of Object.entries(theirs.tables)) {
    const own = ours.tables[name];
    if (own) found.push(...compareTables(own, table).map((line) => `${name}: ${line}`));
  }
  for (const [type, name] of theirs.others) {
    if (!ours.others.some((other) => other[0] === type && other[1] === name))
      found.push(`no ${type} ${name}`);
  }
  return found;
}

function compareTableNames(ours: Schema, theirs: Schema): string[] {
  const missing = Object.keys(theirs.tables).filter((name) => !ours.tables[name]);
  const extra = Object.keys(ours.tables).filter(
    (name) => !theirs.tables[name] && !name.startsWith(OUR_PREFIX),
  );
  return [
    ...missing.map((name) => `no table ${name}`),
    ...extra.map((name) => `table ${name}, which MLflow lacks`),
  ];
}

function compareTables(ours: Table, theirs: Table): string[] {
  const found: string[] = [];
  for (const name of new Set([...Object.keys(ours.columns), ...Object.keys(theirs.columns)])) {
    const [own, other] = [JSON.stringify(ours.columns[name]), JSON.stringify(theirs.columns[name])];
    if (own !== other) found.push(`column ${name} is ${own}, not ${other}`);
  }
  const [keys, otherKeys] = [JSON.stringify(ours.foreignKeys), JSON.stringify(theirs.foreignKeys)];
  if (keys !== otherKeys) found.push(`foreign keys ${keys}, not ${otherKeys}`);
  const [unique, otherUnique] = [uniqueSets(ours), uniqueSets(theirs)];
  if (unique !== otherUnique) found.push(`unique constraints ${unique}, not ${otherUnique}`);
  for (const index of theirs.indexes.filter(({ origin }) => origin === "c")) {
    if (!ours.indexes.some((own) => covers(own, index))) found.push(`no index like ${JSON.stringify(index)}`);
  }
  return found;
}

/** Whether an index of ours, or our primary key, serves what MLflow's does: it begins with the same columns. */
function covers(own: Index, other: Index): boolean {
  if (other.unique || other.partial) return JSON.stringify(own) === JSON.stringify(other);
  return !own.partial && other.on.every((column, place) => own.on[place] === column);
}

function uniqueSets(table: Table): string {
  const sets = table.indexes.filter(({ origin }) => origin === "u").map(({ on }) => [...on].sort().join(","));
  return JSON.stringify(sets.sort());
}
