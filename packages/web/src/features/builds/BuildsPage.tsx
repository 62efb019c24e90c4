import { Anchor, Code, Group, Select, Stack } from "@mantine/core";
import { RUN_STATUSES, type RunStatus } from "@slipway/contract";
import { runGrammar } from "@slipway/search";
import { useInfiniteQuery } from "@tanstack/react-query";
import { getRouteApi } from "@tanstack/react-router";
import { useCallback, useMemo } from "react";
import { EmptyState } from "../../ui/EmptyState.js";
import { FilterBox } from "../../ui/filter-box/FilterBox.js";
import { filterFault } from "../../ui/filter-box/filter-fault.js";
import { Loaded } from "../../ui/Loaded.js";
import { LoadMore } from "../../ui/LoadMore.js";
import { PageHeader } from "../../ui/PageHeader.js";
import { keysOf } from "../runs/run-columns.js";
import classes from "./Builds.module.css";
import { BuildTable } from "./BuildTable.js";
import { buildQueries } from "./build-queries.js";
import { type BuildsSearch, branchIs, filterOf } from "./builds-search.js";

const route = getRouteApi("/builds");
const ANY = "any";
const STATUSES = [
  { value: ANY, label: "Any state" },
  ...Object.keys(RUN_STATUSES).map((value) => ({ value, label: value })),
];

/** The builds of all experiments, newest first. */
export function BuildsPage() {
  const search = route.useSearch();
  const navigate = route.useNavigate();
  const change = useCallback(
    (part: BuildsSearch) => void navigate({ search: (now) => ({ ...now, ...part }) }),
    [navigate],
  );
  const readable = filterFault(search.filter ?? "", runGrammar) === undefined;
  const query = useInfiniteQuery({ ...buildQueries.list(filterOf(search)), enabled: readable });
  const builds = useMemo(() => query.data?.pages.flatMap((page) => page.builds) ?? [], [query.data]);
  const keys = useMemo(() => keysOf(builds.map(({ run }) => run)), [builds]);
  const onBranch = useCallback((branch: string) => change({ filter: branchIs(branch) }), [change]);
  return (
    <Stack gap="md" w="100%">
      <PageHeader title="Builds" />
      <div className={classes.toolbar}>
        <FilterBox
          label="Filter builds"
          placeholder="tags.`mlflow.source.git.branch` = 'main'"
          value={search.filter ?? ""}
          onApply={(filter) => change({ filter: filter || undefined })}
          grammar={runGrammar}
          keys={keys}
        />
        <Select
          size="xs"
          w={130}
          aria-label="In which state"
          allowDeselect={false}
          data={STATUSES}
          value={search.status ?? ANY}
          onChange={(status) =>
            change({ status: status === ANY ? undefined : ((status as RunStatus | null) ?? undefined) })
          }
        />
      </div>
      {readable ? (
        <Loaded query={query}>
          {() =>
            builds.length > 0 ? (
              <>
                <BuildTable builds={builds} onBranch={onBranch} />
                <LoadMore query={query} />
              </>
            ) : (
              <NoBuilds narrowed={filterOf(search) !== undefined} onClear={() => change(EVERYTHING)} />
            )
          }
        </Loaded>
      ) : (
        <EmptyState title="This filter cannot be read">The box above marks what is wrong.</EmptyState>
      )}
    </Stack>
  );
}

const EVERYTHING: BuildsSearch = { filter: undefined, status: undefined };

function NoBuilds({ narrowed, onClear }: { narrowed: boolean; onClear: () => void }) {
  if (narrowed)
    return (
      <EmptyState title="No build matches">
        <Anchor component="button" type="button" fz="inherit" onClick={onClear}>
          Show all builds
        </Anchor>
      </EmptyState>
    );
  return (
    <EmptyState title="No builds yet">
      <Stack gap={6}>
        <span>A build trains every candidate of a slipway.yaml and tracks it here as it happens:</span>
        <Group gap="xs">
          <Code>npx slipway init</Code>
          <span>writes the file,</span>
          <Code>npx slipway build</Code>
          <span>trains.</span>
        </Group>
      </Stack>
    </EmptyState>
  );
}
