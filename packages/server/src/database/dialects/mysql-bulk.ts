import type { BulkInsert, BulkRow, Replace } from "../bulk-insert.js";
import type { Db } from "../db.js";
import { executeWrite } from "../execute-write.js";

const LARGEST = 1000; // rows of one statement

/** Writes rows in as few statements as there are chunks. */
export async function insertAll(
  db: Db,
  insert: BulkInsert,
  fixed: BulkRow,
  rows: readonly BulkRow[],
): Promise<number> {
  let written = 0;
  for (let done = 0; done < rows.length; done += LARGEST) {
    const some = rows.slice(done, done + LARGEST);
    const values = some.flatMap((row) => [...fixed, ...insert.columns.map((_, index) => row[index])]);
    written += await executeWrite(db, build(insert, some.length), values);
  }
  return written;
}

function build({ table, fixed, columns, onConflict }: BulkInsert, rows: number): string {
  const names = [...fixed, ...columns];
  const row = `(${names.map(() => "?").join(",")})`;
  const values = new Array(rows).fill(row).join(",");
  return `INSERT INTO ${quote(table)} (${names.map(quote).join(", ")}) VALUES ${values}
    ON DUPLICATE KEY UPDATE ${assignments(names, onConflict)}`;
}

function assignments(names: readonly string[], action: "ignore" | Replace): string {
  if (action === "ignore")
    return names
      .slice(0, 1)
      .map((name) => `${quote(name)} = ${quote(name)}`)
      .join();
  const { update, whenGreater } = action;
  if (!whenGreater) return update.map((name) => `${quote(name)} = VALUES(${quote(name)})`).join(", ");
  return whenNewer(update, whenGreater);
}

/**
 * MySQL assigns from left to right, and what follows sees what went before. So the columns are assigned from the least
 * of the comparison to the greatest, each when the part of the comparison up to itself is greater: that part has not
 * been touched yet, and where only later columns decide, the column keeps its value anyhow.
 */
function whenNewer(update: readonly string[], compared: readonly string[]): string {
  const assign = (name: string, upTo: number) => {
    const part = compared.slice(0, upTo).map(quote);
    const news = part.map((column) => `VALUES(${column})`);
    return `${quote(name)} = IF((${news.join(", ")}) > (${part.join(", ")}), VALUES(${quote(name)}), ${quote(name)})`;
  };
  const others = update.filter((name) => !compared.includes(name));
  const ordered = compared.filter((name) => update.includes(name)).reverse();
  return [
    ...others.map((name) => assign(name, compared.length)),
    ...ordered.map((name) => assign(name, compared.indexOf(name) + 1)),
  ].join(", ");
}

const quote = (name: string) => `\`${name}\``;
