import type { Column, Table } from "@tanstack/react-table";

/** The columns of a table that are drawn. */
export interface ShownColumns<Row> {
  /** Those that stay in view. */
  stuck: readonly Column<Row>[];
  /** Those of the others that are in view. */
  moving: readonly Column<Row>[];
  /** The width of what is left out between the two, in pixels. */
  gap: number;
}

/** All the columns of a table. */
export const allColumns = <Row>(table: Table<Row>): ShownColumns<Row> => ({
  stuck: table.getLeftLeafColumns(),
  moving: table.getCenterLeafColumns(),
  gap: 0,
});
