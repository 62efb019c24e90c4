import type { RowData } from "@tanstack/react-table";

declare module "@tanstack/react-table" {
  interface ColumnMeta<TData extends RowData, TValue> {
    /** Numbers stand to the right. */
    align?: "right";
    /** The key by which the server sorts this column; without it the column cannot be sorted. */
    orderBy?: string;
    /** Stays in view while the other columns scroll. */
    sticky?: boolean;
    /** The whole name of a column, for a heading that is cut short. */
    title?: string;
    /** Never used: keeps the parameters of the declaration that this one extends. */
    row?: TData | TValue;
  }
}
