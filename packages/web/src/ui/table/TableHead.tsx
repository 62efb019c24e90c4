import { IconArrowDown, IconArrowUp } from "@tabler/icons-react";
import { flexRender, type Header, type Table } from "@tanstack/react-table";
import { nextSort, type Sort } from "./sort.js";
import classes from "./Table.module.css";
import { stuckAt } from "./TableRow.js";

/** How a table is sorted, and what to do when another order is asked for. */
export interface Sorting {
  sort: Sort | undefined;
  onSort: (sort: Sort | undefined) => void;
}

/** The headings of a table; those of columns that the server can sort by are buttons. */
export function TableHead<Row>({ table, sorting }: { table: Table<Row>; sorting?: Sorting }) {
  return (
    <thead>
      {table.getHeaderGroups().map((group) => (
        <tr key={group.id}>
          {group.headers.map((header) => (
            <HeadCell key={header.id} header={header} sorting={sorting} />
          ))}
          <td className={classes.filler} />
        </tr>
      ))}
    </thead>
  );
}

interface HeadCellProps<Row> {
  header: Header<Row, unknown>;
  sorting: Sorting | undefined;
}

function HeadCell<Row>({ header, sorting }: HeadCellProps<Row>) {
  const { columnDef } = header.column;
  const { align, orderBy, sticky, title } = columnDef.meta ?? {};
  const sorted = orderBy !== undefined && sorting?.sort?.key === orderBy ? sorting.sort : undefined;
  const name = header.isPlaceholder ? null : flexRender(columnDef.header, header.getContext());
  const direction = sorted && (sorted.descending ? "descending" : "ascending");
  return (
    <th
      colSpan={header.colSpan}
      scope={header.colSpan > 1 ? "colgroup" : "col"}
      aria-sort={direction}
      data-align={align}
      data-sticky={sticky || undefined}
      data-group={(header.subHeaders.length > 0 && !header.isPlaceholder) || undefined}
      title={title}
      style={stuckAt(header.column)}
    >
      {orderBy === undefined || sorting === undefined ? (
        name
      ) : (
        <button type="button" onClick={() => sorting.onSort(nextSort(sorting.sort, orderBy))}>
          <span>{name}</span>
          {direction === "descending" && <IconArrowDown size={13} aria-hidden />}
          {direction === "ascending" && <IconArrowUp size={13} aria-hidden />}
        </button>
      )}
    </th>
  );
}
