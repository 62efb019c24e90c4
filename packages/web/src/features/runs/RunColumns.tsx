import { Anchor, Group } from "@mantine/core";
import type { Run } from "@slipway/contract";
import { IconCornerDownRight } from "@tabler/icons-react";
import { Link } from "@tanstack/react-router";
import type { ColumnDef } from "@tanstack/react-table";
import { formatDuration } from "../../ui/format/format-duration.js";
import { Nothing } from "../../ui/Nothing.js";
import { NumberText } from "../../ui/NumberText.js";
import { Time } from "../../ui/Time.js";
import { RunStatusBadge } from "./RunStatusBadge.js";
import { ATTRIBUTES, type Attribute, type KeyColumn, orderKeyOf, readKeyColumn } from "./run-columns.js";
import { durationOf, nameOf, parentOf, tagOf, valuesOf } from "./run-values.js";

type RunColumn = ColumnDef<Run>;

/** Columns of a table of runs: the name, then the ones asked for, those of one kind under one heading. */
export function runColumns(names: readonly string[]): RunColumn[] {
  const attributes = names.filter((name): name is Attribute => name in ATTRIBUTES).map(attributeColumn);
  const keys = names.flatMap((name) => readKeyColumn(name) ?? []);
  const groups = [
    ["Metrics", keys.filter(({ kind }) => kind === "metrics")],
    ["Parameters", keys.filter(({ kind }) => kind === "params")],
    ["Tags", keys.filter(({ kind }) => kind === "tags")],
  ] as const;
  return [
    NAME,
    ...attributes,
    ...groups
      .filter(([, members]) => members.length > 0)
      .map(([header, members]) => ({ id: header, header, columns: members.map(keyColumn) })),
  ];
}

const NAME: RunColumn = {
  id: "name",
  header: "Run",
  size: 280,
  meta: { orderBy: "run_name", sticky: true },
  cell: ({ row: { original } }) => (
    <Group gap={4} wrap="nowrap">
      {parentOf(original) && (
        <IconCornerDownRight
          size={13}
          role="img"
          aria-label="Child run"
          color="var(--mantine-color-dimmed)"
          style={{ flexShrink: 0 }}
        />
      )}
      <Anchor
        fz="sm"
        truncate
        title={nameOf(original)}
        renderRoot={(props) => (
          <Link {...props} to="/runs/$runId" params={{ runId: original.info.run_id }} search={{}} />
        )}
      >
        {nameOf(original)}
      </Anchor>
    </Group>
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

function keyColumn(column: KeyColumn): RunColumn {
  const { kind, key } = column;
  const common = { id: `${kind}.${key}`, header: key, size: 122 };
  const meta = { orderBy: orderKeyOf(column), title: key };
  if (kind === "metrics") {
    return {
      ...common,
      meta: { ...meta, align: "right" },
      cell: ({ row: { original } }) => <NumberText value={valuesOf(original).metrics.get(key)} />,
    };
  }
  return { ...common, meta, cell: ({ row: { original } }) => text(valuesOf(original)[kind].get(key)) };
}
