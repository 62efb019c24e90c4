import type { AmountColumn } from "./columns/amount-column.js";
import type { CodedColumn } from "./columns/coded-column.js";
import type { IdColumn } from "./columns/id-column.js";
import type { OtherColumn } from "./columns/number-reader.js";

/**
 * What an evaluate command wrote: one row for each held-out example, by column. Rows lie in the order of their ids
 * (`idOrder`), never in that of the file. A file with a `prediction` has a `label`.
 */
export interface Predictions {
  /** Where the rows come from, for messages. */
  source: string;
  ids: IdColumn;
  /** Rows of one group (a user, a document, the samples of one id) are not independent of each other. */
  groups?: CodedColumn;
  labels?: CodedColumn | AmountColumn;
  predictions?: CodedColumn | AmountColumn;
  /** Columns of finite numbers, `score` and `score.<class>` among them, by name. */
  numbers: ReadonlyMap<string, Float64Array>;
  /** The other columns, by name. */
  texts: ReadonlyMap<string, OtherColumn>;
}
