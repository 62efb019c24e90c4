import { Select, Stack, Text } from "@mantine/core";
import type { Run } from "@slipway/contract";
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { type Cell, comparedRows } from "../../../ui/compared/compared-rows.js";
import { EmptyState } from "../../../ui/EmptyState.js";
import { formatBytes } from "../../../ui/format/format-bytes.js";
import { Loaded } from "../../../ui/Loaded.js";
import { Section } from "../../../ui/Section.js";
import { listFiles } from "../../artifacts/list-files.js";
import classes from "./Compare.module.css";
import { ComparedRuns } from "./ComparedRuns.js";
import type { CompareSearch } from "./compare-search.js";
import { FilePair } from "./FilePair.js";

/** The files of more runs are not asked for. */
const MOST_RUNS = 10;

interface Props {
  runs: readonly Run[];
  search: CompareSearch;
  onChange: (part: CompareSearch) => void;
}

/** The files of runs by their sizes, those that differ first, and one of them side by side. */
export function ComparedArtifacts({ runs, search, onChange }: Props) {
  const shown = runs.slice(0, MOST_RUNS);
  const query = useFiles(shown);
  return (
    <Loaded query={query}>
      {(files) => {
        const rows = comparedRows(files, (one): ReadonlyMap<string, Cell> => one);
        if (rows.length === 0)
          return <EmptyState title="No files">None of these runs has an artifact.</EmptyState>;
        const sorted = [...rows].sort((a, b) => Number(b.differs) - Number(a.differs));
        // What several have is worth more of a look than what one has alone.
        const usual =
          sorted.find(({ cells }) => cells.filter((cell) => cell !== undefined).length > 1) ?? sorted[0];
        const path = rows.some(({ key }) => key === search.path) ? search.path : usual?.key;
        const sizes = rows.map(({ key, cells, differs }) => ({ key, differs, cells: cells.map(sizeText) }));
        return (
          <Stack gap="lg">
            <ComparedRuns
              runs={shown}
              values={[{ title: "Files", rows: sizes }]}
              search={search}
              onChange={onChange}
              alike="These runs have the same files, of the same sizes."
            />
            {shown.length < runs.length && (
              <Text fz="xs" c="dimmed">{`The files of the first ${MOST_RUNS} runs are compared.`}</Text>
            )}
            <Section title="Side by side">
              <div className={classes.pair}>
                <Select
                  size="xs"
                  searchable
                  label="File"
                  allowDeselect={false}
                  data={sorted.map(({ key }) => key)}
                  value={path ?? null}
                  onChange={(next) => onChange({ path: next ?? undefined })}
                />
              </div>
              {path !== undefined && (
                <FilePair runs={shown} files={files} path={path} search={search} onChange={onChange} />
              )}
            </Section>
          </Stack>
        );
      }}
    </Loaded>
  );
}

function useFiles(runs: readonly Run[]) {
  const client = useQueryClient();
  const ids = runs.map(({ info }) => info.run_id);
  return useQuery({
    queryKey: ["artifacts", "files", ids],
    queryFn: () => Promise.all(ids.map((runId) => listFiles(client, { runId }))),
    staleTime: 30_000,
  });
}

const sizeText = (cell: Cell): Cell => (typeof cell === "number" ? formatBytes(cell) : cell);
