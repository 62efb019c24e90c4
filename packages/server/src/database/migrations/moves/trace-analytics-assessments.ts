import { type RawBuilder, sql } from "kysely";
import type { Db } from "../../db.js";
import { PAGE, pages } from "./pages.js";
import { finiteNumber, pythonJson } from "./python-json.js";

interface Assessment {
  assessment_id: string;
  value: string;
}

/** Fills the columns of every assessment: whose trace it judges, and its value as a number. */
export async function fillAssessments(db: Db): Promise<void> {
  const ofTrace = (column: string) =>
    sql`(SELECT ${sql.ref(column)} FROM trace_info AS t WHERE t.request_id = assessments.trace_id)`;
  await sql`UPDATE assessments SET experiment_id = ${ofTrace("t.experiment_id")}, trace_timestamp_ms = ${ofTrace("t.timestamp_ms")}`.execute(
    db,
  );
  for await (const page of assessments(db))
    for (const { assessment_id, value } of page) {
      const { aggregate, isNumeric } = aggregateOf(value);
      await sql`UPDATE assessments SET aggregate_value = ${aggregate}, is_numeric_value = ${isNumeric} WHERE assessment_id = ${assessment_id}`.execute(
        db,
      );
    }
}

const assessments = (db: Db) =>
  pages<Assessment>(async (last) => {
    const found =
      await sql<Assessment>`SELECT assessment_id, value FROM assessments WHERE assessment_id > ${last?.assessment_id ?? ""} ORDER BY assessment_id LIMIT ${PAGE}`.execute(
        db,
      );
    return found.rows;
  });

interface Aggregate {
  aggregate: number | null;
  isNumeric: RawBuilder<unknown>;
}

/** Numbers count as they are; true and yes as 1, false and no as 0, but not as numbers. */
function aggregateOf(text: string): Aggregate {
  const value = pythonJson(text) ?? text;
  if (typeof value === "number" || typeof value === "bigint") {
    const aggregate = finiteNumber(value);
    return { aggregate, isNumeric: aggregate === null ? sql`FALSE` : sql`TRUE` };
  }
  const word = typeof value === "string" ? value.trim().toLowerCase() : value;
  if (word === true || word === "yes") return { aggregate: 1, isNumeric: sql`FALSE` };
  if (word === false || word === "no") return { aggregate: 0, isNumeric: sql`FALSE` };
  return { aggregate: null, isNumeric: sql`FALSE` };
}
