import type { ShownColumns } from "./shown-columns.js";

/** The widths of a table's columns; what is left over goes to none of them. */
export function ColumnWidths<Row>({ columns: { stuck, moving, gap } }: { columns: ShownColumns<Row> }) {
  return (
    <colgroup>
      {stuck.map((column) => (
        <col key={column.id} style={{ width: column.getSize() }} />
      ))}
      {gap > 0 && <col style={{ width: gap }} />}
      {moving.map((column) => (
        <col key={column.id} style={{ width: column.getSize() }} />
      ))}
      <col />
    </colgroup>
  );
}
