/** How someone arranged the columns of a table. */
export interface ColumnLayout {
  /** The columns that can be moved, pinned and hidden, by id; pinned ones are shown before the others. */
  order: readonly string[];
  /** Those that stay in view while the others scroll. */
  pinned: readonly string[];
  /** The widths that someone chose, in pixels, by id. */
  widths: Readonly<Record<string, number>>;
}

/** A layout, and what to do when someone arranges the columns otherwise. */
export interface Arranging extends ColumnLayout {
  onChange: (part: Partial<ColumnLayout>) => void;
}

/** The narrowest and the widest that a column can be made, in pixels. */
export const NARROWEST = 60;
export const WIDEST = 900;

/** The order in which columns are shown: the pinned ones first. */
export const shownOrder = ({ order, pinned }: ColumnLayout): string[] => [
  ...order.filter((id) => pinned.includes(id)),
  ...order.filter((id) => !pinned.includes(id)),
];

/** The next column before (-1) or behind (1) that this one can change places with: a pinned one stays among its like. */
export function neighbourOf(layout: ColumnLayout, id: string, step: -1 | 1): string | undefined {
  const isPinned = layout.pinned.includes(id);
  const alike = layout.order.filter((other) => layout.pinned.includes(other) === isPinned);
  return alike[alike.indexOf(id) + step];
}

/** Puts a column in the place of another, which gives way; among pinned columns it becomes one. */
export function moveColumn(layout: ColumnLayout, id: string, target: string): Partial<ColumnLayout> {
  const shown = shownOrder(layout);
  const rest = shown.filter((other) => other !== id);
  const behind = shown.indexOf(id) < shown.indexOf(target) ? 1 : 0;
  rest.splice(rest.indexOf(target) + behind, 0, id);
  const others = layout.pinned.filter((other) => other !== id);
  return { order: rest, pinned: layout.pinned.includes(target) ? [...others, id] : others };
}

/** Pins a column that is not, and lets go of one that is. */
export function togglePin({ pinned }: ColumnLayout, id: string): Partial<ColumnLayout> {
  return { pinned: pinned.includes(id) ? pinned.filter((other) => other !== id) : [...pinned, id] };
}

/** Leaves a column out. */
export const hideColumn = ({ order, pinned }: ColumnLayout, id: string): Partial<ColumnLayout> => ({
  order: order.filter((other) => other !== id),
  pinned: pinned.filter((other) => other !== id),
});

/** Makes a column so wide, within reason. */
export const widenColumn = ({ widths }: ColumnLayout, id: string, width: number): Partial<ColumnLayout> => ({
  widths: { ...widths, [id]: Math.round(Math.min(WIDEST, Math.max(NARROWEST, width))) },
});
