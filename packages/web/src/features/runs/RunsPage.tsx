import { Text } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { getRouteApi } from "@tanstack/react-router";
import { useCallback, useMemo } from "react";
import { useLive } from "../../app/use-live.js";
import { CopyableId } from "../../ui/CopyableId.js";
import { Loaded } from "../../ui/Loaded.js";
import { PageHeader } from "../../ui/PageHeader.js";
import type { Arranging } from "../../ui/table/column-layout.js";
import { readSort, type Sort, writeSort } from "../../ui/table/sort.js";
import { experimentQueries } from "../experiments/experiment-queries.js";
import { FoldContext } from "./fold-context.js";
import { NoRuns } from "./NoRuns.js";
import { RunCount } from "./RunCount.js";
import classes from "./RunsPage.module.css";
import { RunsTable } from "./RunsTable.js";
import { RunsToolbar } from "./RunsToolbar.js";
import type { RunsSearch } from "./runs-search.js";
import { SelectionBar } from "./SelectionBar.js";
import { arrangingOf, useRunsLayout } from "./use-runs-layout.js";
import { type RunsList, useRunsList } from "./use-runs-list.js";

const route = getRouteApi("/experiments/$experimentId");
const NONE: readonly string[] = [];
/** What changes how the list looks, not what it lists: no step for the back button. */
const INCIDENTAL = new Set<string>([
  "columns",
  "pinned",
  "widths",
  "selected",
  "open",
] satisfies (keyof RunsSearch)[]);

/** The runs of one experiment. */
export function RunsPage() {
  const { experimentId } = route.useParams();
  useLive({ experiment: experimentId });
  const experiment = useQuery(experimentQueries.one(experimentId));
  return (
    <Loaded query={experiment}>
      {({ name, lifecycle_stage }) => (
        <RunsView key={experimentId} name={name} deleted={lifecycle_stage === "deleted"} />
      )}
    </Loaded>
  );
}

function RunsView({ name, deleted }: { name: string; deleted: boolean }) {
  const { experimentId } = route.useParams();
  const search = route.useSearch();
  const navigate = route.useNavigate();
  const change = useCallback(
    (part: RunsSearch) =>
      void navigate({
        search: (now) => ({ ...now, ...part }),
        replace: Object.keys(part).every((name) => INCIDENTAL.has(name)),
      }),
    [navigate],
  );
  const { layout, arrange, reset } = useRunsLayout(experimentId, search, change);
  const list = useRunsList(experimentId, search, layout);
  const { readable, keys, columns, query } = list;
  const arranging = useMemo(() => arrangingOf(columns, layout, arrange), [columns, layout, arrange]);
  const select = (ids: readonly string[]) => void change({ selected: ids.length > 0 ? [...ids] : undefined });
  const { selected = NONE } = search;
  return (
    <div className={classes.page}>
      <PageHeader
        title={name}
        crumbs={[{ label: "Experiments", link: { to: "/" } }]}
        beside={
          <>
            <CopyableId value={experimentId} what="experiment id" />
            {deleted && <Text c="dimmed">deleted</Text>}
          </>
        }
        actions={readable && query.data && <RunCount list={list} />}
      />
      <RunsToolbar
        experimentId={experimentId}
        search={search}
        onChange={change}
        keys={keys}
        columns={columns}
        onColumns={(next) => (next ? arrange({ columns: next }) : reset())}
        refresh={query.refetch}
        busy={query.isRefetching}
      />
      {selected.length > 0 && (
        <SelectionBar
          runIds={selected}
          deleted={search.view === "DELETED_ONLY"}
          onClear={() => select(NONE)}
        />
      )}
      <Rows
        name={name}
        search={search}
        list={list}
        arranging={arranging}
        onChange={change}
        onSelect={select}
      />
    </div>
  );
}

interface RowsProps {
  /** Of the experiment. */
  name: string;
  search: RunsSearch;
  list: RunsList;
  arranging: Arranging;
  onChange: (part: RunsSearch) => void;
  onSelect: (ids: readonly string[]) => void;
}

function Rows({ name, search, list, arranging, onChange, onSelect }: RowsProps) {
  const { readable, columns, rows, query } = list;
  const { open = NONE } = search;
  const fold = (id: string) => {
    const next = open.includes(id) ? open.filter((other) => other !== id) : [...open, id];
    onChange({ open: next.length > 0 ? next : undefined });
  };
  const clear = () => onChange({ filter: undefined, view: undefined });
  if (!readable) return <NoRuns experiment={name} because="unreadable" onClear={clear} />;
  const narrowed = search.filter !== undefined || search.view !== undefined;
  const sorting = {
    sort: search.sort === undefined ? undefined : readSort(search.sort),
    onSort: (next: Sort | undefined) => onChange({ sort: next && writeSort(next) }),
  };
  return (
    <Loaded query={query} lines={12}>
      {() =>
        rows.length > 0 ? (
          <FoldContext value={fold}>
            <RunsTable
              rows={rows}
              columns={columns}
              grouped={list.groups !== undefined}
              sorting={sorting}
              arranging={arranging}
              selection={{ ids: search.selected ?? NONE, onChange: onSelect }}
              query={query}
            />
          </FoldContext>
        ) : (
          <NoRuns experiment={name} because={narrowed ? "narrowed" : "empty"} onClear={clear} />
        )
      }
    </Loaded>
  );
}
