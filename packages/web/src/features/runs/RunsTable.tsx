import { Group, Loader, Text } from "@mantine/core";
import { useCallback, useMemo } from "react";
import type { Arranging } from "../../ui/table/column-layout.js";
import type { Selection } from "../../ui/table/select-column.js";
import type { Sorting } from "../../ui/table/sort.js";
import { VirtualTable } from "../../ui/table/VirtualTable.js";
import { runColumns } from "./RunColumns.js";
import type { RunRow } from "./run-row.js";
import { nameOf } from "./run-values.js";

interface Props {
  rows: readonly RunRow[];
  columns: readonly string[];
  /** Whether rows are groups of runs. */
  grouped: boolean;
  sorting: Sorting;
  arranging: Arranging;
  selection: Selection;
  query: { hasNextPage: boolean; isFetchingNextPage: boolean; fetchNextPage: () => unknown };
}

const nameOfRow = ({ run, more }: RunRow) => (run && more === undefined ? nameOf(run) : undefined);

/** The runs of an experiment; further ones are loaded as one scrolls. */
export function RunsTable({ rows, columns, grouped, sorting, arranging, selection, query }: Props) {
  const definitions = useMemo(() => runColumns(columns, grouped), [columns, grouped]);
  const { hasNextPage, isFetchingNextPage, fetchNextPage } = query;
  const onEnd = useCallback(() => {
    if (hasNextPage && !isFetchingNextPage) void fetchNextPage();
  }, [hasNextPage, isFetchingNextPage, fetchNextPage]);
  return (
    <VirtualTable
      label="Runs"
      columns={definitions}
      rows={rows}
      rowId={(row) => row.id}
      sorting={sorting}
      arranging={arranging}
      selection={{ ...selection, nameOf: nameOfRow }}
      onEnd={onEnd}
      footer={
        isFetchingNextPage && (
          <Group p="xs" gap="xs" role="status">
            <Loader size={14} />
            <Text fz="xs" c="dimmed">
              Loading more runs
            </Text>
          </Group>
        )
      }
    />
  );
}
