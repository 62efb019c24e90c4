import { sql } from "kysely";
import { DatabaseError } from "../../database-error.js";
import type { Db } from "../../db.js";
import { assignments } from "./assignments.js";
import { PAGE, pages } from "./pages.js";
import { bounded, finiteNumber, pythonJson } from "./python-json.js";

/** Names of costs: in JSON, in span_metrics and as columns. */
export const COSTS = ["input_cost", "output_cost", "total_cost"];

const MODEL = "mlflow.llm.model";
const PROVIDER = "mlflow.llm.provider";
const LONGEST = 500;

interface Span {
  trace_id: string;
  span_id: string;
  dimension_attributes: unknown;
}

/** Fills the columns of every span. */
export async function fillSpans(db: Db, hasDimensions: boolean): Promise<void> {
  for await (const page of spans(db, hasDimensions)) {
    const metrics = await costsOf(db, page);
    for (const span of page) {
      const dimensions = dimensionsOf(span);
      const costs = metrics.get(keyOf(span)) ?? {};
      const values = {
        ...Object.fromEntries(COSTS.map((key) => [key, finiteNumber(costs[key])])),
        model_name: bounded(dimensions[MODEL], LONGEST),
        model_provider: bounded(dimensions[PROVIDER], LONGEST),
      };
      if (Object.values(values).every((value) => value === null)) continue;
      await sql`UPDATE spans SET ${assignments(values)} WHERE trace_id = ${span.trace_id} AND span_id = ${span.span_id}`.execute(
        db,
      );
    }
  }
}

/** @throws DatabaseError when a span's dimensions hold more than the columns that replace them can */
export async function refuseOtherDimensions(db: Db): Promise<void> {
  for await (const page of spans(db, true)) for (const span of page) dimensionsOf(span);
}

const spans = (db: Db, hasDimensions: boolean) =>
  pages<Span>(async (last) => {
    const dimensions = hasDimensions ? sql`dimension_attributes` : sql`NULL AS dimension_attributes`;
    const [trace, span] = [last?.trace_id ?? "", last?.span_id ?? ""];
    const found =
      await sql<Span>`SELECT trace_id, span_id, ${dimensions} FROM spans WHERE trace_id >= ${trace} AND (trace_id > ${trace} OR span_id > ${span}) ORDER BY trace_id, span_id LIMIT ${PAGE}`.execute(
        db,
      );
    return found.rows;
  });

async function costsOf(db: Db, page: readonly Span[]): Promise<Map<string, Record<string, unknown>>> {
  const key = sql.ref("key");
  const ids = [...new Set(page.map(({ trace_id }) => trace_id))];
  const found = await sql<
    Span & { key: string; value: unknown }
  >`SELECT trace_id, span_id, ${key}, value FROM span_metrics WHERE trace_id IN (${sql.join(ids)}) AND ${key} IN (${sql.join(COSTS)})`.execute(
    db,
  );
  const bySpan = new Map<string, Record<string, unknown>>();
  for (const row of found.rows) bySpan.set(keyOf(row), { ...bySpan.get(keyOf(row)), [row.key]: row.value });
  return bySpan;
}

const keyOf = ({ trace_id, span_id }: Span) => `${trace_id} ${span_id}`;

function dimensionsOf({ trace_id, span_id, dimension_attributes: value }: Span): Record<string, unknown> {
  const parsed = typeof value === "string" ? pythonJson(value) : value;
  if (parsed === null) return {};
  if (typeof parsed === "object" && !Array.isArray(parsed) && Object.entries(parsed).every(isKept))
    return parsed as Record<string, unknown>;
  throw new DatabaseError(
    `Cannot upgrade the database: the span ${span_id} of the trace ${trace_id} has the dimension_attributes ` +
      `${JSON.stringify(value)}, of which only the texts ${MODEL} and ${PROVIDER} have a column in MLflow 3.18. Remove the rest and try again.`,
  );
}

const isKept = ([name, value]: [string, unknown]) =>
  (name === MODEL || name === PROVIDER) && (value === null || typeof value === "string");
