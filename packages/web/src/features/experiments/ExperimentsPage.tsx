import { Group, SegmentedControl, Stack } from "@mantine/core";
import { useInfiniteQuery } from "@tanstack/react-query";
import { getRouteApi } from "@tanstack/react-router";
import { EmptyState } from "../../ui/EmptyState.js";
import { Loaded } from "../../ui/Loaded.js";
import { LoadMore } from "../../ui/LoadMore.js";
import { PageHeader } from "../../ui/PageHeader.js";
import { SearchBox } from "../../ui/SearchBox.js";
import { readSort, writeSort } from "../../ui/table/sort.js";
import { CreateExperiment } from "./CreateExperiment.js";
import { ExperimentTable } from "./ExperimentTable.js";
import { experimentQueries } from "./experiment-queries.js";
import type { ExperimentsSearch } from "./experiments-search.js";
import { FirstRun } from "./FirstRun.js";
import { FirstSteps } from "./FirstSteps.js";

const USUAL_ORDER = "last_update_time DESC";
const route = getRouteApi("/");

/** The list of experiments. */
export function ExperimentsPage() {
  const search = route.useSearch();
  const navigate = route.useNavigate();
  const change = (part: ExperimentsSearch) =>
    navigate({ search: (now) => ({ ...now, ...part }), replace: true });
  const { text, deleted, sort = USUAL_ORDER } = search;
  const query = useInfiniteQuery(
    experimentQueries.list({ text, view: deleted ? "DELETED_ONLY" : "ACTIVE_ONLY", orderBy: sort }),
  );
  const sorting = {
    sort: readSort(sort),
    onSort: (next: Parameters<typeof writeSort>[0] | undefined) => change({ sort: next && writeSort(next) }),
  };
  return (
    <Stack gap="md" maw={1180} w="100%">
      <PageHeader title="Experiments" actions={<CreateExperiment />} />
      <Group gap="sm" justify="space-between">
        <SearchBox
          label="Search by name"
          value={text ?? ""}
          onChange={(next) => change({ text: next || undefined })}
        />
        <SegmentedControl
          size="xs"
          aria-label="Which experiments"
          value={deleted ? "deleted" : "active"}
          onChange={(value) => change({ deleted: value === "deleted" || undefined })}
          data={[
            { value: "active", label: "Active" },
            { value: "deleted", label: "Deleted" },
          ]}
        />
      </Group>
      <Loaded query={query}>
        {({ pages }) => {
          const rows = pages.flatMap((page) => page.experiments);
          if (rows.length === 0) return <NoExperiments {...search} />;
          const untouched = !text && !deleted && rows.every((row) => row.experiment_id === "0");
          return (
            <>
              <ExperimentTable rows={rows} sorting={sorting} />
              <LoadMore query={query} />
              {untouched && <FirstSteps experimentId="0" />}
            </>
          );
        }}
      </Loaded>
    </Stack>
  );
}

function NoExperiments({ text, deleted }: ExperimentsSearch) {
  if (text) return <EmptyState title="None found">No experiment has “{text}” in its name.</EmptyState>;
  if (deleted) return <EmptyState title="Nothing is deleted">Deleted experiments appear here.</EmptyState>;
  return <FirstRun />;
}
