// Rows are found in the document, so that every table has these keys without knowing of them.

/** The rows of the page's lists: those that lead somewhere. */
const rows = () => [...document.querySelectorAll<HTMLElement>("main tbody tr:has(a[href])")];

/** The row that has the focus, or something in it. */
const currentRow = () => document.activeElement?.closest<HTMLElement>("main tbody tr") ?? undefined;

/** Moves the focus to the next row or the one before; at first to the uppermost one in view. */
export function moveRow(by: 1 | -1): void {
  const all = rows();
  const current = currentRow();
  const at = current ? all.indexOf(current) : -1;
  const next = at < 0 ? all.find(isInView) : all[at + by];
  if (!next) return;
  next.tabIndex = -1;
  next.focus({ preventScroll: true });
  next.scrollIntoView({ block: "nearest" });
}

const isInView = (row: HTMLElement) => {
  const { top, height } = row.getBoundingClientRect();
  const frame = row.closest("table")?.parentElement?.getBoundingClientRect();
  return top >= Math.max(0, frame?.top ?? 0) && top + height <= window.innerHeight;
};

/** Opens what the row with the focus is about. */
export function openRow(): void {
  if (document.activeElement !== currentRow()) return;
  currentRow()?.querySelector<HTMLElement>("a[href]")?.click();
}

/** Chooses the row with the focus, or no longer. */
export function selectRow(): void {
  currentRow()?.querySelector<HTMLElement>("input[type=checkbox]")?.click();
}
