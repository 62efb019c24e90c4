import { Menu } from "@mantine/core";
import {
  IconArrowAutofitWidth,
  IconArrowDown,
  IconArrowLeft,
  IconArrowRight,
  IconArrowUp,
  IconEyeOff,
  IconPin,
  IconPinnedOff,
  type TablerIcon,
} from "@tabler/icons-react";
import type { Column } from "@tanstack/react-table";
import type { ReactNode } from "react";
import {
  type Arranging,
  type ColumnLayout,
  hideColumn,
  moveColumn,
  neighbourOf,
  togglePin,
  widenColumn,
} from "./column-layout.js";
import type { Sorting } from "./sort.js";

interface Props<Row> {
  column: Column<Row> | undefined;
  /** The button that opened it. */
  button: HTMLElement;
  sorting: Sorting | undefined;
  arranging: Arranging;
  onClose: () => void;
  children?: ReactNode;
}

/** How much wider or narrower one step makes a column, in pixels. */
const STEP = 40;

/** What can be done with a column: all that dragging does, for who uses keys. */
export function ColumnMenu<Row>({ column, button, sorting, arranging, onClose, children }: Props<Row>) {
  if (!column) return null;
  const { id } = column;
  const pinned = arranging.pinned.includes(id);
  const { left, bottom } = button.getBoundingClientRect();
  const close = () => {
    onClose();
    button.focus();
  };
  const item = (label: string, Icon: TablerIcon, change: Partial<ColumnLayout> | undefined, stay = false) => (
    <Menu.Item
      leftSection={<Icon size={14} />}
      disabled={change === undefined}
      closeMenuOnClick={!stay}
      onClick={() => change && arranging.onChange(change)}
    >
      {label}
    </Menu.Item>
  );
  const toPlaceOf = (neighbour: string | undefined) =>
    neighbour === undefined ? undefined : moveColumn(arranging, id, neighbour);
  return (
    <Menu opened onChange={(opened) => opened || close()} position="bottom-start" withinPortal>
      <Menu.Target>
        <span style={{ position: "fixed", left, top: bottom }} />
      </Menu.Target>
      <Menu.Dropdown>
        <SortItems orderBy={column.columnDef.meta?.orderBy} sorting={sorting} />
        {children}
        {item(pinned ? "Unpin" : "Pin", pinned ? IconPinnedOff : IconPin, togglePin(arranging, id))}
        {item("Move left", IconArrowLeft, toPlaceOf(neighbourOf(arranging, id, -1)), true)}
        {item("Move right", IconArrowRight, toPlaceOf(neighbourOf(arranging, id, 1)), true)}
        {item("Wider", IconArrowAutofitWidth, widenColumn(arranging, id, column.getSize() + STEP), true)}
        {item("Narrower", IconArrowAutofitWidth, widenColumn(arranging, id, column.getSize() - STEP), true)}
        {item("Hide", IconEyeOff, hideColumn(arranging, id))}
      </Menu.Dropdown>
    </Menu>
  );
}

interface SortItemsProps {
  orderBy: string | undefined;
  sorting: Sorting | undefined;
}

function SortItems({ orderBy, sorting }: SortItemsProps) {
  if (orderBy === undefined || !sorting) return null;
  return (
    <>
      <Menu.Item
        leftSection={<IconArrowDown size={14} />}
        onClick={() => sorting.onSort({ key: orderBy, descending: true })}
      >
        Largest first
      </Menu.Item>
      <Menu.Item
        leftSection={<IconArrowUp size={14} />}
        onClick={() => sorting.onSort({ key: orderBy, descending: false })}
      >
        Smallest first
      </Menu.Item>
      <Menu.Divider />
    </>
  );
}
