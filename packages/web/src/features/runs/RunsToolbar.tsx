import { ActionIcon, Group, Select, Tooltip } from "@mantine/core";
import type { ViewType } from "@slipway/contract";
import { type KnownKeys, runGrammar } from "@slipway/search";
import { IconRefresh } from "@tabler/icons-react";
import { FilterBox } from "../../ui/filter-box/FilterBox.js";
import { ColumnChooser } from "./ColumnChooser.js";
import { CsvDownload } from "./CsvDownload.js";
import { RowsSelect } from "./RowsSelect.js";
import classes from "./RunsPage.module.css";
import { type RunsSearch, rowsOf } from "./runs-search.js";

interface Props {
  experimentId: string;
  search: RunsSearch;
  onChange: (part: RunsSearch) => void;
  keys: KnownKeys;
  columns: readonly string[];
  /** Undefined asks for the usual columns. */
  onColumns: (columns: string[] | undefined) => void;
  refresh: () => void;
  busy: boolean;
}

const VIEWS: { value: ViewType; label: string }[] = [
  { value: "ACTIVE_ONLY", label: "Active" },
  { value: "DELETED_ONLY", label: "Deleted" },
  { value: "ALL", label: "All" },
];

/** What decides which runs are listed, and which of their columns. */
export function RunsToolbar(props: Props) {
  const { experimentId, search, onChange, keys, columns, onColumns, refresh, busy } = props;
  return (
    <div className={classes.toolbar}>
      <FilterBox
        label="Filter runs"
        placeholder="metrics.accuracy > 0.8 AND params.model = 'svm'"
        value={search.filter ?? ""}
        onApply={(filter) => onChange({ filter: filter || undefined })}
        grammar={runGrammar}
        keys={keys}
      />
      <Group gap="xs">
        <RowsSelect
          keys={keys}
          value={rowsOf(search)}
          onChange={(rows) => onChange({ rows, open: undefined })}
        />
        <Select
          size="xs"
          w={96}
          aria-label="Which runs"
          allowDeselect={false}
          data={VIEWS}
          value={search.view ?? "ACTIVE_ONLY"}
          onChange={(view) =>
            onChange({ view: view === "DELETED_ONLY" || view === "ALL" ? view : undefined })
          }
        />
        <ColumnChooser keys={keys} chosen={columns} onChange={onColumns} />
        <CsvDownload
          listing={{
            experimentId,
            filter: search.filter,
            view: search.view ?? "ACTIVE_ONLY",
            orderBy: search.sort,
          }}
          columns={columns}
        />
        <Tooltip label="Ask the server again">
          <ActionIcon
            variant="default"
            size={30}
            onClick={refresh}
            loading={busy}
            aria-label="Ask the server again"
          >
            <IconRefresh size={15} />
          </ActionIcon>
        </Tooltip>
      </Group>
    </div>
  );
}
