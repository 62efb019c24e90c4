import { Text } from "@mantine/core";
import type { ColumnDef } from "@tanstack/react-table";
import { useMemo } from "react";
import type { ComparedRow } from "../../../ui/compared/compared-rows.js";
import { Nothing } from "../../../ui/Nothing.js";
import { Section } from "../../../ui/Section.js";
import { DataTable } from "../../../ui/table/DataTable.js";
import classes from "./Compare.module.css";
import { type Importance, importanceOf } from "./importance.js";

interface Props {
  params: readonly ComparedRow[];
  metric: ComparedRow;
}

/** How much of a metric goes with each parameter that differs. */
export function ImportanceTable({ params, metric }: Props) {
  const rows = useMemo(() => importanceOf(params, metric), [params, metric]);
  return (
    <Section title="Importance of parameters">
      <DataTable label={`Importance for ${metric.key}`} columns={COLUMNS} rows={rows} />
      <Text fz="xs" c="dimmed" maw="90ch">
        Of each parameter on its own: the part of the variance of {metric.key} that lies between its values,
        less what chance would give (epsilon squared), and Spearman's rank correlation for numbers. Parameters
        that were changed together share the credit, and few runs say little.
      </Text>
    </Section>
  );
}

const right = { align: "right" as const };

const COLUMNS: ColumnDef<Importance>[] = [
  {
    id: "parameter",
    header: "Parameter",
    size: 180,
    cell: ({ row: { original } }) => <span title={original.key}>{original.key}</span>,
  },
  {
    id: "share",
    header: "Variance that goes with it",
    size: 230,
    cell: ({ row: { original } }) => <Share {...original} />,
  },
  {
    id: "rank",
    header: "Rank correlation",
    size: 140,
    meta: right,
    cell: ({ row: { original } }) => (original.rank === undefined ? <Nothing /> : signed(original.rank)),
  },
  { id: "groups", header: "Values", size: 80, meta: right, cell: ({ row }) => row.original.groups },
  { id: "runs", header: "Runs", size: 80, meta: right, cell: ({ row }) => row.original.runs },
];

function Share({ share, groups }: Importance) {
  if (share === undefined) {
    return (
      <Text span inherit c="dimmed">
        {groups > 1 ? "each run has its own value" : "the same in all"}
      </Text>
    );
  }
  return (
    <span className={classes.share}>
      <span className={classes.track}>
        <span className={classes.bar} style={{ width: `${share * 100}%` }} />
      </span>
      {`${Math.round(share * 100)} %`}
    </span>
  );
}

const signed = (value: number): string => `${value < 0 ? "−" : "+"}${Math.abs(value).toFixed(2)}`;
