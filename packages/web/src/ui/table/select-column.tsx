import { Checkbox } from "@mantine/core";
import type { ColumnDef } from "@tanstack/react-table";
import classes from "./Table.module.css";

/** Which rows are chosen, and what to do when others are. */
export interface Selection {
  ids: readonly string[];
  onChange: (ids: string[]) => void;
}

/** The column of boxes by which rows are chosen; those without a name cannot be. */
export const selectColumn = <Row,>(nameOf: (row: Row) => string | undefined): ColumnDef<Row> => ({
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
  cell: ({ row }) => {
    const name = nameOf(row.original);
    if (name === undefined) return null;
    // Not the kit's: a box in each row is drawn again and again as one scrolls, and this one is light.
    return (
      <input
        type="checkbox"
        className={classes.box}
        aria-label={`Select ${name}`}
        checked={row.getIsSelected()}
        onChange={row.getToggleSelectedHandler()}
      />
    );
  },
});
