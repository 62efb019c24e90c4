import type { Run } from "@slipway/contract";
import type { ColumnDef } from "@tanstack/react-table";
import type { ReactNode } from "react";
import { formatDuration } from "../../ui/format/format-duration.js";
import { Nothing } from "../../ui/Nothing.js";
import { NumberText } from "../../ui/NumberText.js";
import { Time } from "../../ui/Time.js";
import { GroupStatus, MetricSpread, SharedValue } from "./GroupCells.js";
import { NameCell } from "./NameCell.js";
import { RunStatusBadge } from "./RunStatusBadge.js";
import { ATTRIBUTES, type Attribute, type KeyColumn, orderKeyOf, readKeyColumn } from "./run-columns.js";
import { type RunGroup, summaryOf } from "./run-groups.js";
import type { RunRow } from "./run-row.js";
import { durationOf, tagOf, valuesOf } from "./run-values.js";
import { meanOf } from "./statistics.js";

type RunColumn = ColumnDef<RunRow>;

/** Columns of a table of runs: the name, then the ones asked for. Those of groups have more to show. */
export const runColumns = (names: readonly string[], grouped: boolean): RunColumn[] => [
  NAME,
  ...names.flatMap((name) => {
    if (name in ATTRIBUTES) return [attributeColumn(name as Attribute, grouped)];
    const column = readKeyColumn(name);
    return column ? [keyColumn(column, grouped)] : [];
  }),
];

const NAME: RunColumn = {
  id: "name",
  header: "Run",
  size: 280,
  meta: { orderBy: "run_name", sticky: true },
  cell: ({ row: { original } }) => <NameCell row={original} />,
};

const text = (value: string | undefined) => (value ? <span title={value}>{value}</span> : <Nothing />);

/** How a column shows a run; a group shows what all its runs have, unless the column knows better. */
interface Look {
  size: number;
  orderBy: string;
  align?: "right";
  show: (run: Run) => ReactNode;
  textOf: (run: Run) => string | undefined;
  showGroup?: (group: RunGroup) => ReactNode;
}

const ofTag = (key: string) => (run: Run) => tagOf(run, key);
const userOf = (run: Run) => tagOf(run, "mlflow.user") ?? run.info.user_id;
const shortSha = (sha: string | undefined) =>
  sha ? (
    <span className="mono" title={sha}>
      {sha.slice(0, 8)}
    </span>
  ) : (
    <Nothing />
  );

const LOOKS: Record<Attribute, Look> = {
  status: {
    size: 110,
    orderBy: "status",
    show: ({ info }) => <RunStatusBadge status={info.status} />,
    textOf: ({ info }) => info.status,
    showGroup: (group) => <GroupStatus group={group} />,
  },
  start: {
    size: 120,
    orderBy: "start_time",
    show: ({ info }) => <Time at={info.start_time} />,
    textOf: ({ info }) => String(info.start_time),
    showGroup: ({ runs }) => <Time at={Math.max(...runs.map(({ info }) => Number(info.start_time ?? 0)))} />,
  },
  duration: {
    size: 100,
    orderBy: "duration",
    align: "right",
    show: (run) => showDuration(durationOf(run, Date.now())),
    textOf: (run) => String(durationOf(run, 0)),
    showGroup: ({ runs }) => showDuration(meanOf(runs.flatMap((run) => durationOf(run, Date.now()) ?? []))),
  },
  user: { size: 110, orderBy: "user_id", show: (run) => text(userOf(run)), textOf: userOf },
  source: {
    size: 150,
    orderBy: "tags.mlflow.source.name",
    show: (run) => text(tagOf(run, "mlflow.source.name")),
    textOf: ofTag("mlflow.source.name"),
  },
  commit: {
    size: 100,
    orderBy: "tags.mlflow.source.git.commit",
    show: (run) => shortSha(tagOf(run, "mlflow.source.git.commit")),
    textOf: ofTag("mlflow.source.git.commit"),
  },
  id: {
    size: 270,
    orderBy: "run_id",
    show: ({ info }) => <span className="mono">{info.run_id}</span>,
    textOf: ({ info }) => info.run_id,
  },
};

const showDuration = (duration: number | undefined) =>
  duration === undefined ? <Nothing /> : formatDuration(duration);

/** A cell of a run, or of a group; the line that stands for more runs has none. */
function cellOf({ run, group, more }: RunRow, look: Pick<Look, "show" | "showGroup" | "textOf">): ReactNode {
  if (group) return look.showGroup?.(group) ?? <SharedValue group={group} textOf={look.textOf} />;
  return run && more === undefined ? look.show(run) : null;
}

function attributeColumn(name: Attribute, grouped: boolean): RunColumn {
  const { size, orderBy, align, ...look } = LOOKS[name];
  return {
    id: name,
    header: ATTRIBUTES[name],
    size: grouped && name === "status" ? 140 : size,
    meta: { orderBy, align },
    cell: ({ row: { original } }) => cellOf(original, look),
  };
}

const GROUPS = { metrics: "Metrics", params: "Parameters", tags: "Tags" };

function keyColumn(column: KeyColumn, grouped: boolean): RunColumn {
  const { kind, key } = column;
  const meta = { orderBy: orderKeyOf(column), title: key, group: GROUPS[kind] };
  const common = { id: `${kind}.${key}`, header: key, size: 122 };
  if (kind === "metrics") {
    const look = {
      show: (run: Run) => <NumberText value={valuesOf(run).metrics.get(key)} />,
      showGroup: (group: RunGroup) => <MetricSpread summary={summaryOf(group, key)} />,
      textOf: () => undefined,
    };
    return {
      ...common,
      size: grouped ? 160 : common.size,
      meta: { ...meta, align: "right" },
      cell: ({ row: { original } }) => cellOf(original, look),
    };
  }
  const textOf = (run: Run) => valuesOf(run)[kind].get(key);
  const look = { show: (run: Run) => text(textOf(run)), textOf };
  return { ...common, meta, cell: ({ row: { original } }) => cellOf(original, look) };
}
