import type { KnownKeys } from "@slipway/search";
import { useCallback, useEffect, useMemo, useState } from "react";
import type { Arranging } from "../../ui/table/column-layout.js";
import { rememberedLayout, rememberLayout } from "./remembered-layout.js";
import { expandColumns, usualColumns } from "./run-columns.js";
import { layoutForAddress, type RunsLayout } from "./runs-layout.js";
import type { RunsSearch } from "./runs-search.js";

const USUAL: RunsLayout = { columns: undefined, pinned: undefined, widths: undefined };

const isUsual = (layout: RunsLayout) => Object.values(layout).every((part) => part === undefined);

/** The layout in force: the address's, else the one that this browser remembers, else the usual one. */
export function useRunsLayout(
  experimentId: string,
  search: RunsSearch,
  onChange: (part: RunsSearch) => void,
) {
  const [remembered, setRemembered] = useState(() => rememberedLayout(experimentId));
  const { columns, pinned, widths } = search;
  const layout = useMemo(() => {
    const addressed = { columns, pinned, widths };
    return isUsual(addressed) ? remembered : addressed;
  }, [columns, pinned, widths, remembered]);
  // biome-ignore lint/correctness/useExhaustiveDependencies: once, so that the address of the page shows what it shows.
  useEffect(() => {
    if (isUsual({ columns, pinned, widths }) && !isUsual(remembered)) onChange(layoutForAddress(remembered));
  }, []);
  const change = useCallback(
    (next: RunsLayout) => {
      rememberLayout(experimentId, next);
      setRemembered(next);
      onChange(layoutForAddress(next));
    },
    [experimentId, onChange],
  );
  const arrange = useCallback((part: RunsLayout) => change({ ...layout, ...part }), [change, layout]);
  return { layout, arrange, reset: () => change(USUAL) };
}

/** The columns that a layout shows, by name: the usual ones where it names none. */
export function columnsOf({ columns }: RunsLayout, keys: KnownKeys): string[] {
  return columns === undefined ? usualColumns(keys) : expandColumns(columns, keys);
}

/** A layout as the table takes it. */
export function arrangingOf(
  order: readonly string[],
  { pinned = [], widths = {} }: RunsLayout,
  onChange: (part: RunsLayout) => void,
): Arranging {
  return {
    order,
    pinned: pinned.filter((name) => order.includes(name)),
    widths,
    onChange: (part) =>
      onChange({
        ...(part.order && { columns: [...part.order] }),
        ...(part.pinned && { pinned: part.pinned.length > 0 ? [...part.pinned] : undefined }),
        ...(part.widths && { widths: { ...part.widths } }),
      }),
  };
}
