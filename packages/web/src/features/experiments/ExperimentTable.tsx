import { Anchor } from "@mantine/core";
import type { Experiment } from "@slipway/contract";
import { Link } from "@tanstack/react-router";
import type { ColumnDef } from "@tanstack/react-table";
import { Nothing } from "../../ui/Nothing.js";
import { Time } from "../../ui/Time.js";
import { DataTable } from "../../ui/table/DataTable.js";
import type { Sorting } from "../../ui/table/sort.js";
import { ExperimentMenu } from "./ExperimentMenu.js";

const COLUMNS: ColumnDef<Experiment>[] = [
  {
    id: "name",
    header: "Name",
    size: 340,
    meta: { orderBy: "name" },
    cell: ({ row: { original } }) => (
      <Anchor
        fz="sm"
        fw={500}
        title={original.name}
        renderRoot={(props) => (
          <Link
            {...props}
            to="/experiments/$experimentId"
            params={{ experimentId: original.experiment_id }}
            search={original.lifecycle_stage === "deleted" ? { view: "ALL" } : {}}
          />
        )}
      >
        {original.name}
      </Anchor>
    ),
  },
  {
    id: "id",
    header: "ID",
    size: 170,
    cell: ({ row: { original } }) => <span className="mono">{original.experiment_id}</span>,
  },
  {
    id: "tags",
    header: "Tags",
    size: 220,
    cell: ({ row: { original } }) => <TagTexts tags={original.tags} />,
  },
  {
    id: "updated",
    header: "Last update",
    size: 130,
    meta: { orderBy: "last_update_time" },
    cell: ({ row: { original } }) => <Time at={original.last_update_time} />,
  },
  {
    id: "created",
    header: "Created",
    size: 130,
    meta: { orderBy: "creation_time" },
    cell: ({ row: { original } }) => <Time at={original.creation_time} />,
  },
  {
    id: "actions",
    header: () => <span className="unseen">Actions</span>,
    size: 60,
    cell: ({ row: { original } }) => <ExperimentMenu experiment={original} />,
  },
];

/** The tags that people gave; those of MLflow itself, such as notes, have their own places. */
function TagTexts({ tags }: Pick<Experiment, "tags">) {
  const own = tags.filter(({ key }) => !key.startsWith("mlflow."));
  if (own.length === 0) return <Nothing />;
  const text = own.map(({ key, value }) => (value ? `${key}: ${value}` : key)).join(", ");
  return <span title={text}>{text}</span>;
}

/** The experiments of a server. */
export function ExperimentTable({ rows, sorting }: { rows: readonly Experiment[]; sorting: Sorting }) {
  return (
    <DataTable
      label="Experiments"
      columns={COLUMNS}
      rows={rows}
      rowId={(experiment) => experiment.experiment_id}
      sorting={sorting}
    />
  );
}
