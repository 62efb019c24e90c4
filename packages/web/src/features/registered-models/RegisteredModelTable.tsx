import { Anchor, Group } from "@mantine/core";
import type { ModelVersion, RegisteredModel } from "@slipway/contract";
import { Link } from "@tanstack/react-router";
import type { ColumnDef } from "@tanstack/react-table";
import { Nothing } from "../../ui/Nothing.js";
import { Time } from "../../ui/Time.js";
import { DataTable } from "../../ui/table/DataTable.js";
import type { Sorting } from "../../ui/table/sort.js";
import { VersionLink } from "../model-versions/VersionLink.js";

const COLUMNS: ColumnDef<RegisteredModel>[] = [
  {
    id: "name",
    header: "Name",
    size: 270,
    meta: { orderBy: "name" },
    cell: ({ row: { original } }) => (
      <Anchor
        fz="sm"
        fw={500}
        title={original.name}
        renderRoot={(props) => <Link {...props} to="/models/$name" params={{ name: original.name }} />}
      >
        {original.name}
      </Anchor>
    ),
  },
  stageColumn("production", "Production", "Production"),
  stageColumn("staging", "Staging", "Staging"),
  {
    id: "latest",
    header: "Latest",
    size: 110,
    cell: ({ row: { original } }) => {
      const latest = newest(original.latest_versions);
      return latest ? <VersionLink name={original.name} version={latest.version} /> : <Nothing />;
    },
  },
  {
    id: "aliases",
    header: "Aliases",
    size: 230,
    cell: ({ row: { original } }) => (
      <Group gap={10} wrap="nowrap">
        {original.aliases.map(({ alias, version }) => (
          <VersionLink key={alias} name={original.name} version={version}>
            @{alias} {version}
          </VersionLink>
        ))}
      </Group>
    ),
  },
  {
    id: "updated",
    header: "Last update",
    size: 130,
    meta: { orderBy: "last_updated_timestamp" },
    cell: ({ row: { original } }) => <Time at={original.last_updated_timestamp} />,
  },
];

function stageColumn(id: string, header: string, stage: string): ColumnDef<RegisteredModel> {
  return {
    id,
    header,
    size: 110,
    cell: ({ row: { original } }) => {
      const held = original.latest_versions.find(({ current_stage }) => current_stage === stage);
      return held ? <VersionLink name={original.name} version={held.version} /> : <Nothing />;
    },
  };
}

const newest = (versions: readonly ModelVersion[]): ModelVersion | undefined =>
  versions.reduce<ModelVersion | undefined>(
    (best, version) => (best && Number(best.version) > Number(version.version) ? best : version),
    undefined,
  );

/** The registered models of a server. */
export function RegisteredModelTable({
  models,
  sorting,
}: {
  models: readonly RegisteredModel[];
  sorting: Sorting;
}) {
  return (
    <DataTable
      label="Registered models"
      columns={COLUMNS}
      rows={models}
      rowId={(model) => model.name}
      sorting={sorting}
    />
  );
}
