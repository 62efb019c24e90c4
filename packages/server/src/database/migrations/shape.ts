/** What a table is like in a database: everything that queries and writes can tell, in the words of its dialect. */
export interface Shape {
  /** Type, default and so on of each column. */
  columns: Record<string, string>;
  /** In the physical order of the key. */
  primaryKey: string[];
  clustered: boolean;
  unique: string[];
  foreignKeys: string[];
  /** The definition of each index. */
  indexes: Record<string, string>;
}

/** Whether two tables hold their rows in the same way, whatever their indexes. */
export const sameTable = (a: Shape, b: Shape): boolean => bodyOf(a) === bodyOf(b);

const bodyOf = ({ columns, primaryKey, clustered, unique, foreignKeys }: Shape) =>
  JSON.stringify([
    Object.entries(columns).sort(([a], [b]) => (a < b ? -1 : 1)),
    primaryKey,
    clustered,
    [...unique].sort(),
    [...foreignKeys].sort(),
  ]);

/** The indexes that one shape has and another lacks, or has with another definition. */
export const indexesMissingFrom = (there: Shape, wanted: Shape): string[] =>
  Object.keys(wanted.indexes).filter((name) => there.indexes[name] !== wanted.indexes[name]);
