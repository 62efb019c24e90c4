import { type RawBuilder, sql } from "kysely";

/** `column = value, …` of an update. */
export const assignments = (values: Record<string, unknown>): RawBuilder<unknown> =>
  sql.join(Object.entries(values).map(([column, value]) => sql`${sql.ref(column)} = ${value}`));
