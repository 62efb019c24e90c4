import type { Column, Table } from "@tanstack/react-table";
import { type ReactNode, useState } from "react";
import { ColumnMenu } from "./ColumnMenu.js";
import { type Arranging, moveColumn } from "./column-layout.js";
import { HeadCell } from "./HeadCell.js";
import { HeadGroups } from "./HeadGroups.js";
import type { ShownColumns } from "./shown-columns.js";
import type { Sorting } from "./sort.js";
import classes from "./Table.module.css";

interface Props<Row> {
  table: Table<Row>;
  columns: ShownColumns<Row>;
  sorting?: Sorting | undefined;
  arranging?: Arranging | undefined;
  /** Further entries of the menu of a column. */
  menuOf?: ((id: string) => ReactNode) | undefined;
}

/** The headings of a table; those of columns that the server can sort by are buttons. */
export function TableHead<Row>({ table, columns, sorting, arranging, menuOf }: Props<Row>) {
  const [moved, setMoved] = useState<string>();
  const [menu, setMenu] = useState<{ id: string; button: HTMLElement }>();
  const drop = (target: string) => {
    if (arranging && moved !== undefined && moved !== target)
      arranging.onChange(moveColumn(arranging, moved, target));
    setMoved(undefined);
  };
  const headers = new Map(table.getFlatHeaders().map((header) => [header.column.id, header]));
  const cellOf = (column: Column<Row>, isStuck: boolean) => {
    const header = headers.get(column.id);
    if (!header) return null;
    const movable = arranging?.order.includes(column.id) ?? false;
    return (
      <HeadCell
        key={column.id}
        header={header}
        isStuck={isStuck}
        sorting={sorting}
        arranging={arranging}
        onMenu={movable ? (button) => setMenu({ id: column.id, button }) : undefined}
        moving={movable ? { moved, onStart: setMoved, onDrop: drop } : undefined}
      />
    );
  };
  const { stuck, moving, gap } = columns;
  return (
    <thead>
      <HeadGroups columns={columns} />
      <tr>
        {stuck.map((column) => cellOf(column, true))}
        {gap > 0 && <td className={classes.filler} />}
        {moving.map((column) => cellOf(column, false))}
        <td className={classes.filler}>
          {menu && arranging && (
            <ColumnMenu
              column={table.getColumn(menu.id)}
              button={menu.button}
              sorting={sorting}
              arranging={arranging}
              onClose={() => setMenu(undefined)}
            >
              {menuOf?.(menu.id)}
            </ColumnMenu>
          )}
        </td>
      </tr>
    </thead>
  );
}
