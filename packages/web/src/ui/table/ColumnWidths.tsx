import type { Table } from "@tanstack/react-table";

/** The widths of a table's columns; what is left over goes to none of them. */
export function ColumnWidths<Row>({ table }: { table: Table<Row> }) {
  return (
    <colgroup>
      {table.getVisibleLeafColumns().map((column) => (
        <col key={column.id} style={{ width: column.getSize() }} />
      ))}
      <col />
    </colgroup>
  );
}
