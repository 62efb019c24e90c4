import { Stack, Text } from "@mantine/core";
import type { Configuration, Selection } from "@slipway/contract";
import type { ColumnDef } from "@tanstack/react-table";
import { useMemo } from "react";
import { formatNumber } from "../../ui/format/format-number.js";
import { Nothing } from "../../ui/Nothing.js";
import { StatusBadge } from "../../ui/StatusBadge.js";
import { DataTable } from "../../ui/table/DataTable.js";
import { RunLink } from "../runs/RunLink.js";
import { rankConfigurations } from "./rank-configurations.js";
import { Strip } from "./Strip.js";
import { stripScale } from "./strip-scale.js";

/** The configurations that were compared, each by its repeats, and the one that was selected. */
export function SelectionTable({ selection }: { selection: Selection }) {
  const { metric, goal, configurations, run_id, rule } = selection;
  const ranked = useMemo(() => rankConfigurations(configurations, goal), [configurations, goal]);
  const columns = useMemo(() => columnsOf(selection), [selection]);
  return (
    <Stack gap={6}>
      <Text fz="sm" c="dimmed">
        By {metric} on validation data ({goal}), mean ± standard deviation over the repeats. What ships is{" "}
        <RunLink runId={run_id}>one run</RunLink>: {rule}.
      </Text>
      <DataTable label="Configurations" columns={columns} rows={ranked} rowId={({ label }) => label} />
    </Stack>
  );
}

function columnsOf({ metric, selected, configurations }: Selection): ColumnDef<Configuration>[] {
  const scale = stripScale(configurations);
  return [
    {
      id: "label",
      header: "Configuration",
      size: 330,
      cell: ({ row: { original } }) => (
        <Text span fz="sm" fw={original.label === selected ? 600 : 400} title={original.label}>
          {original.label}
        </Text>
      ),
    },
    {
      id: "mean",
      header: metric,
      size: 160,
      meta: { align: "right", title: metric },
      cell: ({ row: { original } }) => <MeanAndSpread configuration={original} />,
    },
    {
      id: "repeats",
      header: "Repeats",
      size: 90,
      meta: { align: "right" },
      cell: ({ row: { original } }) => `${original.finished} of ${original.runs.length}`,
    },
    {
      id: "strip",
      header: "Each repeat",
      size: 220,
      cell: ({ row: { original } }) => <Strip configuration={original} scale={scale} />,
    },
    {
      id: "state",
      header: "",
      size: 260,
      cell: ({ row: { original } }) => <State configuration={original} selected={selected} />,
    },
  ];
}

function MeanAndSpread({ configuration: { mean, spread } }: { configuration: Configuration }) {
  if (mean === undefined) return <Nothing />;
  const written =
    spread === undefined ? formatNumber(mean) : `${formatNumber(mean)} ± ${formatNumber(spread)}`;
  return <span title={spread === undefined ? String(mean) : `${mean} ± ${spread}`}>{written}</span>;
}

function State({ configuration, selected }: { configuration: Configuration; selected: string }) {
  const { label, eligible, excluded } = configuration;
  if (label === selected) return <StatusBadge tone="good" label="Selected" />;
  if (eligible) return null;
  return (
    <span title={excluded}>
      <StatusBadge tone="stopped" label={excluded ?? "Not eligible"} />
    </span>
  );
}
