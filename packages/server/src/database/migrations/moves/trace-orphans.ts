import { sql } from "kysely";
import { DatabaseError } from "../../database-error.js";
import type { Db } from "../../db.js";

/** @throws DatabaseError when a span or an assessment refers to a trace that is not there */
export async function refuseOrphans(db: Db): Promise<void> {
  for (const table of ["spans", "assessments"]) {
    const orphan = await sql<{
      trace_id: string;
    }>`SELECT trace_id FROM ${sql.table(table)} WHERE NOT EXISTS (SELECT 1 FROM trace_info WHERE request_id = trace_id) LIMIT 1`.execute(
      db,
    );
    const [row] = orphan.rows;
    if (row)
      throw new DatabaseError(
        `Cannot upgrade the database: a row of ${table} refers to the trace ${row.trace_id}, which is not in trace_info. Delete such rows and try again.`,
      );
  }
}
