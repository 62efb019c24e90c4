import type { Run } from "@slipway/contract";
import { IconCornerDownRight } from "@tabler/icons-react";
import { Link } from "@tanstack/react-router";
import type { ColumnDef } from "@tanstack/react-table";
import { formatDuration } from "../../ui/format/format-duration.js";
import { Nothing } from "../../ui/Nothing.js";
import { NumberText } from "../../ui/NumberText.js";
import { Time } from "../../ui/Time.js";
import classes from "./RunColumns.module.css";
import { RunStatusBadge } from "./RunStatusBadge.js";
import { ATTRIBUTES, type Attribute, type KeyColumn, orderKeyOf, readKeyColumn } from "./run-columns.js";
import { durationOf, nameOf, parentOf, tagOf, valuesOf } from "./run-values.js";

type RunColumn = ColumnDef<Run>;

/** Columns of a table of runs: the name, then the ones asked for. */
export const runColumns = (names: readonly string[]): RunColumn[] => [
  NAME,
  ...names.flatMap((name) => {
    if (name in ATTRIBUTES) return [attributeColumn(name as Attribute)];
    const column = readKeyColumn(name);
    return column ? [keyColumn(column)] : [];
  }),
];

const NAME: RunColumn = {
  id: "name",
  header: "Run",
  size: 280,
  meta: { orderBy: "run_name", sticky: true },
  cell: ({ row: { original } }) => (
    <span className={classes.name}>
      {parentOf(original) && <IconCornerDownRight size={13} role="img" aria-label="Child run" />}
      <Link to="/runs/$runId" params={{ runId: original.info.run_id }} search={{}} title={nameOf(original)}>
        {nameOf(original)}
      </Link>
    </span>
  ),
};

const text = (value: string | undefined) => (value ? <span title={value}>{value}</span> : <Nothing />);

const ATTRIBUTE_CELLS: Record<Attribute, Omit<RunColumn, "id" | "header">> = {
  status: {
    size: 110,
    meta: { orderBy: "status" },
    cell: ({ row: { original } }) => <RunStatusBadge status={original.info.status} />,
  },
  start: {
    size: 120,
    meta: { orderBy: "start_time" },
    cell: ({ row: { original } }) => <Time at={original.info.start_time} />,
  },
  duration: {
    size: 100,
    meta: { align: "right" },
    cell: ({ row: { original } }) => {
      const duration = durationOf(original, Date.now());
      return duration === undefined ? <Nothing /> : formatDuration(duration);
    },
  },
  user: {
    size: 110,
    meta: { orderBy: "user_id" },
    cell: ({ row: { original } }) => text(tagOf(original, "mlflow.user") ?? original.info.user_id),
  },
  source: {
    size: 150,
    meta: { orderBy: "tags.mlflow.source.name" },
    cell: ({ row: { original } }) => text(tagOf(original, "mlflow.source.name")),
  },
  commit: {
    size: 100,
    meta: { orderBy: "tags.mlflow.source.git.commit" },
    cell: ({ row: { original } }) => {
      const sha = tagOf(original, "mlflow.source.git.commit");
      return sha ? (
        <span className="mono" title={sha}>
          {sha.slice(0, 8)}
        </span>
      ) : (
        <Nothing />
      );
    },
  },
  id: {
    size: 270,
    meta: { orderBy: "run_id" },
    cell: ({ row: { original } }) => <span className="mono">{original.info.run_id}</span>,
  },
};

const attributeColumn = (name: Attribute): RunColumn =>
  ({ ...ATTRIBUTE_CELLS[name], id: name, header: ATTRIBUTES[name] }) as RunColumn;

const GROUPS = { metrics: "Metrics", params: "Parameters", tags: "Tags" };

function keyColumn(column: KeyColumn): RunColumn {
  const { kind, key } = column;
  const common = { id: `${kind}.${key}`, header: key, size: 122 };
  const meta = { orderBy: orderKeyOf(column), title: key, group: GROUPS[kind] };
  if (kind === "metrics") {
    return {
      ...common,
      meta: { ...meta, align: "right" },
      cell: ({ row: { original } }) => <NumberText value={valuesOf(original).metrics.get(key)} />,
    };
  }
  return { ...common, meta, cell: ({ row: { original } }) => text(valuesOf(original)[kind].get(key)) };
}
