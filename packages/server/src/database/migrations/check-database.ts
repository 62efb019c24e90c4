import { sql } from "kysely";
import { parseDatabaseUri } from "../database-uri.js";
import { genaiTables, REVISION } from "../schema/index.js";
import { changesTo } from "./lay-out.js";
import { mlflowLayout, slipwayLayout } from "./layouts.js";
import { revisionOf } from "./upgrade-database.js";
import { workOn } from "./work-on.js";
import type { Workbench } from "./workbench.js";

/** What a look at a database found. */
export interface Checked {
  revision: string;
  /** Whether the revision is 3.18's. */
  current: boolean;
  /** Whose layout its tables have; `mixed` when some have neither. Undefined for another revision. */
  layout?: "mlflow" | "slipway" | "mixed";
  /** Rows of the GenAI tables that are not empty; Slipway leaves them untouched. */
  genai: Record<string, number>;
  /** What was looked at for {@link problems}; how deep that goes differs between kinds of databases. */
  looked: string;
  /** What is wrong with pages, indexes and references; empty when nothing was found. */
  problems: string[];
}

/** Looks at a tracking database without changing it. @throws DatabaseError when it is none */
export async function checkDatabase(uri: string): Promise<Checked> {
  const parsed = parseDatabaseUri(uri);
  const { result } = await workOn(parsed, { looking: true, tell: () => undefined }, async (bench) => {
    const revision = await revisionOf(bench, parsed.redacted);
    const current = revision === REVISION;
    return {
      revision,
      current,
      ...(current && { layout: await layoutOf(bench) }),
      genai: await rowsOfGenai(bench),
      looked: bench.looksAt,
      problems: await bench.problems(),
    };
  });
  return result;
}

async function layoutOf(bench: Workbench): Promise<"mlflow" | "slipway" | "mixed"> {
  if ((await changesTo(mlflowLayout, bench)).length === 0) return "mlflow";
  return (await changesTo(slipwayLayout, bench)).length === 0 ? "slipway" : "mixed";
}

async function rowsOfGenai(bench: Workbench): Promise<Record<string, number>> {
  const there = await bench.shapes();
  const found: Record<string, number> = {};
  for (const name of Object.keys(genaiTables).filter((table) => there[table])) {
    const answer = await sql<{
      rows: number;
    }>`SELECT count(*) AS ${sql.ref("rows")} FROM ${sql.table(name)}`.execute(bench.db);
    const rows = Number(answer.rows[0]?.rows ?? 0);
    if (rows > 0) found[name] = rows;
  }
  return found;
}
