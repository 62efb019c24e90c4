import { IconArrowDown, IconArrowUp, IconChevronDown } from "@tabler/icons-react";
import { flexRender, type Header } from "@tanstack/react-table";
import type { DragEvent } from "react";
import type { Arranging } from "./column-layout.js";
import { nextSort, type Sorting } from "./sort.js";
import classes from "./Table.module.css";
import { stuckAt } from "./TableRow.js";

/** Columns being dragged to other places. */
interface Moving {
  /** The one that is being dragged. */
  moved: string | undefined;
  onStart: (id: string | undefined) => void;
  onDrop: (target: string) => void;
}

interface Props<Row> {
  header: Header<Row, unknown>;
  isStuck: boolean;
  sorting: Sorting | undefined;
  arranging: Arranging | undefined;
  /** Opens the column's menu beside a button; without it there is none. */
  onMenu: ((button: HTMLElement) => void) | undefined;
  moving: Moving | undefined;
}

/** The heading of a column: sorts on click, is dragged to another place, made wider at its edge; a menu does the same. */
export function HeadCell<Row>({ header, isStuck, sorting, arranging, onMenu, moving }: Props<Row>) {
  const { column } = header;
  const { align, orderBy, title } = column.columnDef.meta ?? {};
  const sorted = orderBy !== undefined && sorting?.sort?.key === orderBy ? sorting.sort : undefined;
  const name = flexRender(column.columnDef.header, header.getContext());
  const direction = sorted && (sorted.descending ? "descending" : "ascending");
  return (
    <th
      scope="col"
      aria-sort={direction}
      data-align={align}
      data-sticky={isStuck || undefined}
      data-resizing={column.getIsResizing() || undefined}
      title={title}
      style={isStuck ? stuckAt(column) : undefined}
      {...(moving && draggable(column.id, moving))}
    >
      {orderBy === undefined || sorting === undefined ? (
        name
      ) : (
        <button
          type="button"
          className={classes.sort}
          onClick={() => sorting.onSort(nextSort(sorting.sort, orderBy))}
        >
          <span>{name}</span>
          {direction === "descending" && <IconArrowDown size={13} aria-hidden />}
          {direction === "ascending" && <IconArrowUp size={13} aria-hidden />}
        </button>
      )}
      {onMenu && (
        <button
          type="button"
          className={classes.menu}
          aria-label={`Options of ${title ?? column.columnDef.header}`}
          aria-haspopup="menu"
          onClick={({ currentTarget }) => onMenu(currentTarget)}
        >
          <IconChevronDown size={14} aria-hidden />
        </button>
      )}
      {arranging && column.id !== "select" && <Edge header={header} />}
    </th>
  );
}

/** What is dragged to make a column wider; the menu does the same with keys. */
function Edge<Row>({ header }: { header: Header<Row, unknown> }) {
  const { deltaOffset } = header.getContext().table.getState().columnSizingInfo;
  const active = header.column.getIsResizing();
  const resize = header.getResizeHandler();
  return (
    <span
      className={classes.edge}
      aria-hidden
      data-active={active || undefined}
      style={active ? { transform: `translateX(${deltaOffset ?? 0}px)` } : undefined}
      draggable
      onDragStart={(event) => {
        event.preventDefault();
        event.stopPropagation();
      }}
      onMouseDown={resize}
      onTouchStart={resize}
      onDoubleClick={() => header.column.resetSize()}
    />
  );
}

const draggable = (id: string, { moved, onStart, onDrop }: Moving) => ({
  draggable: true,
  "data-moved": moved === id || undefined,
  "data-target": (moved !== undefined && moved !== id) || undefined,
  onDragStart: ({ dataTransfer }: DragEvent) => {
    dataTransfer.effectAllowed = "move";
    // Firefox drags nothing that carries no data.
    dataTransfer.setData("text/plain", id);
    onStart(id);
  },
  onDragEnd: () => onStart(undefined),
  onDragOver: (event: DragEvent) => {
    if (moved !== undefined) event.preventDefault();
  },
  onDrop: (event: DragEvent) => {
    event.preventDefault();
    onDrop(id);
  },
});
