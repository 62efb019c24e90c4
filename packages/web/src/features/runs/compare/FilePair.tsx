import { Group, Select, Stack, Text } from "@mantine/core";
import type { Run } from "@slipway/contract";
import { useQueries } from "@tanstack/react-query";
import { formatBytes } from "../../../ui/format/format-bytes.js";
import { ArtifactContent } from "../../artifacts/ArtifactPreview.js";
import { artifactQueries } from "../../artifacts/artifact-queries.js";
import { nameOf } from "../run-values.js";
import classes from "./Compare.module.css";
import type { CompareSearch } from "./compare-search.js";
import { LineSample } from "./RunLegend.js";

/** Larger files are not compared byte by byte. */
const LIMIT = 4 * 1024 * 1024;

interface Props {
  runs: readonly Run[];
  /** Of each run, its files and their sizes in bytes. */
  files: readonly ReadonlyMap<string, number>[];
  path: string;
  search: CompareSearch;
  onChange: (part: CompareSearch) => void;
}

/** One file of two runs side by side, and whether it is the same. */
export function FilePair({ runs, files, path, search, onChange }: Props) {
  const having = runs.filter((_, place) => files[place]?.has(path)).map(({ info }) => info.run_id);
  const chosen = (search.between ?? []).filter((id) => having.includes(id));
  const ids = [...chosen, ...having.filter((id) => !chosen.includes(id))].slice(0, 2);
  const sizes = ids.map((id) => files[runs.findIndex(({ info }) => info.run_id === id)]?.get(path) ?? 0);
  const names = runs
    .filter(({ info }) => having.includes(info.run_id))
    .map((run) => ({ value: run.info.run_id, label: nameOf(run) }));
  const choose = (side: number, id: string) => {
    const [left = id, right = id] = ids;
    const next = side === 0 ? [id, id === right ? left : right] : [id === left ? right : left, id];
    onChange({ between: next });
  };
  return (
    <Stack gap="sm">
      <Text fz="sm" role="status">
        {ids.length < 2 ? (
          "Only one of these runs has this file."
        ) : (
          <Sameness ids={ids} sizes={sizes} path={path} />
        )}
      </Text>
      <div className={classes.sides}>
        {ids.map((runId, side) => (
          <Stack
            key={runId}
            gap="xs"
            miw={0}
            component="article"
            aria-label={`${path}, ${side === 0 ? "left" : "right"}`}
          >
            <Group gap={8} wrap="nowrap">
              <LineSample index={runs.findIndex(({ info }) => info.run_id === runId)} />
              <Select
                size="xs"
                aria-label={side === 0 ? "Left run" : "Right run"}
                allowDeselect={false}
                searchable
                data={names}
                value={runId}
                onChange={(id) => id && choose(side, id)}
                style={{ flex: 1 }}
              />
            </Group>
            <ArtifactContent key={`${runId}${path}`} source={{ runId }} path={path} raw={false} />
          </Stack>
        ))}
      </div>
    </Stack>
  );
}

interface SamenessProps {
  ids: readonly string[];
  sizes: readonly number[];
  path: string;
}

/** Whether two files have the same content: by their sizes, and where these agree by their bytes. */
function Sameness({ ids, sizes, path }: SamenessProps) {
  const [left = 0, right = 0] = sizes;
  const comparable = left === right && left <= LIMIT;
  const contents = useQueries({
    queries: ids.map((runId) => ({
      ...artifactQueries.beginning({ runId }, path, LIMIT),
      enabled: comparable,
    })),
  });
  if (left !== right) return `Different: ${formatBytes(left)} and ${formatBytes(right)}.`;
  if (!comparable) return `Both are of ${formatBytes(left)}; files this large are not compared byte by byte.`;
  const [a, b] = contents.map(({ data }) => data?.bytes);
  if (!a || !b) return "Comparing…";
  const same = a.length === b.length && a.every((byte, place) => byte === b[place]);
  return same ? "The same, byte for byte." : `Different, though both are of ${formatBytes(left)}.`;
}
