import type { Alias, ModelVersion } from "@slipway/contract";
import type { ColumnDef } from "@tanstack/react-table";
import { Nothing } from "../../ui/Nothing.js";
import { Time } from "../../ui/Time.js";
import { DataTable } from "../../ui/table/DataTable.js";
import type { Selection } from "../../ui/table/select-column.js";
import { RunLink } from "../runs/RunLink.js";
import { AliasBadges } from "./AliasBadges.js";
import { StageBadge } from "./StageBadge.js";
import { VersionLink } from "./VersionLink.js";
import { VersionStatus } from "./VersionStatus.js";

const nameOf = ({ version }: ModelVersion) => `version ${version}`;

const COLUMNS: ColumnDef<ModelVersion>[] = [
  {
    id: "version",
    header: "Version",
    size: 110,
    cell: ({ row: { original } }) => <VersionLink name={original.name} version={original.version} />,
  },
  {
    id: "stage",
    header: "Stage",
    size: 110,
    cell: ({ row: { original } }) => <StageBadge stage={original.current_stage} />,
  },
  {
    id: "aliases",
    header: "Aliases",
    size: 170,
    cell: ({ row: { original } }) => <AliasBadges aliases={original.aliases} />,
  },
  {
    id: "status",
    header: "Status",
    size: 120,
    cell: ({ row: { original } }) => <VersionStatus version={original} />,
  },
  {
    id: "run",
    header: "Source run",
    size: 140,
    cell: ({ row: { original } }) => (original.run_id ? <RunLink runId={original.run_id} /> : <Nothing />),
  },
  {
    id: "created",
    header: "Created",
    size: 120,
    cell: ({ row: { original } }) => <Time at={original.creation_timestamp} />,
  },
  {
    id: "description",
    header: "Description",
    size: 260,
    cell: ({ row: { original } }) => <span title={original.description}>{original.description}</span>,
  },
  {
    id: "tags",
    header: "Tags",
    size: 220,
    cell: ({ row: { original } }) => {
      const written = original.tags.map(({ key, value }) => `${key}=${value}`).join("  ");
      return <span title={written}>{written}</span>;
    },
  },
];

interface Props {
  versions: readonly ModelVersion[];
  /** The aliases of the model: a server may leave them out where it lists versions. */
  aliases: readonly Alias[];
  selection: Selection;
}

/** The versions of a registered model. */
export function VersionTable({ versions, aliases, selection }: Props) {
  const rows = versions.map((version) => ({
    ...version,
    aliases: aliases.filter((alias) => alias.version === version.version).map(({ alias }) => alias),
  }));
  return (
    <DataTable
      label="Versions"
      columns={COLUMNS}
      rows={rows}
      rowId={({ version }) => version}
      selection={{ ...selection, nameOf }}
    />
  );
}
