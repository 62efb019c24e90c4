import { Text } from "@mantine/core";
import type { DatasetInput } from "@slipway/contract";
import type { ColumnDef } from "@tanstack/react-table";
import { CopyableId } from "../../ui/CopyableId.js";
import { DataTable } from "../../ui/table/DataTable.js";

const COLUMNS: ColumnDef<DatasetInput>[] = [
  {
    id: "name",
    header: "Name",
    size: 200,
    cell: ({ row: { original } }) => <span title={original.dataset.name}>{original.dataset.name}</span>,
  },
  {
    id: "context",
    header: "Used for",
    size: 110,
    cell: ({ row: { original } }) => original.tags.find(({ key }) => key === "mlflow.data.context")?.value,
  },
  {
    id: "digest",
    header: "Digest",
    size: 140,
    cell: ({ row: { original } }) => <CopyableId value={original.dataset.digest} what="digest" />,
  },
  { id: "type", header: "Source", size: 100, cell: ({ row: { original } }) => original.dataset.source_type },
];

/** The data that a run read. */
export function RunDatasets({ inputs }: { inputs: readonly DatasetInput[] }) {
  if (inputs.length > 0) return <DataTable label="Data" columns={COLUMNS} rows={inputs} />;
  return (
    <Text fz="sm" c="dimmed">
      No data sets
    </Text>
  );
}
