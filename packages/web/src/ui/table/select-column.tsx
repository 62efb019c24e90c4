import { Checkbox } from "@mantine/core";
import type { ColumnDef } from "@tanstack/react-table";

/** Which rows are chosen, and what to do when others are. */
export interface Selection {
  ids: readonly string[];
  onChange: (ids: string[]) => void;
}

/** The column of boxes by which rows are chosen. */
export const selectColumn = <Row,>(nameOf: (row: Row) => string): ColumnDef<Row> => ({
  id: "select",
  size: 36,
  meta: { sticky: true },
  header: ({ table }) => (
    <Checkbox
      size="xs"
      aria-label="Select all rows"
      checked={table.getIsAllRowsSelected()}
      indeterminate={table.getIsSomeRowsSelected()}
      onChange={table.getToggleAllRowsSelectedHandler()}
    />
  ),
  cell: ({ row }) => (
    <Checkbox
      size="xs"
      aria-label={`Select ${nameOf(row.original)}`}
      checked={row.getIsSelected()}
      onChange={row.getToggleSelectedHandler()}
    />
  ),
});
