import { Group, Loader, Text } from "@mantine/core";
import type { Run } from "@slipway/contract";
import { useCallback, useMemo } from "react";
import type { Arranging } from "../../ui/table/column-layout.js";
import type { Selection } from "../../ui/table/select-column.js";
import type { Sorting } from "../../ui/table/sort.js";
import { VirtualTable } from "../../ui/table/VirtualTable.js";
import { runColumns } from "./RunColumns.js";
import { nameOf } from "./run-values.js";

interface Props {
  runs: readonly Run[];
  columns: readonly string[];
  sorting: Sorting;
  arranging: Arranging;
  selection: Selection;
  query: { hasNextPage: boolean; isFetchingNextPage: boolean; fetchNextPage: () => unknown };
}

/** The runs of an experiment; further ones are loaded as one scrolls. */
export function RunsTable({ runs, columns, sorting, arranging, selection, query }: Props) {
  const definitions = useMemo(() => runColumns(columns), [columns]);
  const { hasNextPage, isFetchingNextPage, fetchNextPage } = query;
  const onEnd = useCallback(() => {
    if (hasNextPage && !isFetchingNextPage) void fetchNextPage();
  }, [hasNextPage, isFetchingNextPage, fetchNextPage]);
  return (
    <VirtualTable
      label="Runs"
      columns={definitions}
      rows={runs}
      rowId={(run) => run.info.run_id}
      sorting={sorting}
      arranging={arranging}
      selection={{ ...selection, nameOf }}
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
