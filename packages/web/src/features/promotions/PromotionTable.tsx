import { Group, Text } from "@mantine/core";
import type { Promotion } from "@slipway/contract";
import { IconArrowRight } from "@tabler/icons-react";
import type { ColumnDef } from "@tanstack/react-table";
import { Nothing } from "../../ui/Nothing.js";
import { Time } from "../../ui/Time.js";
import { DataTable } from "../../ui/table/DataTable.js";
import { VersionLink } from "../model-versions/VersionLink.js";
import { Commit } from "../runs/Commit.js";
import { DecisionButton } from "./DecisionButton.js";
import { PromotionAction } from "./PromotionAction.js";
import { PromotionActor } from "./PromotionActor.js";

const COLUMNS: ColumnDef<Promotion>[] = [
  {
    id: "when",
    header: "When",
    size: 108,
    cell: ({ row: { original } }) => <Time at={original.created_at} />,
  },
  {
    id: "action",
    header: "Action",
    size: 186,
    cell: ({ row: { original } }) => <PromotionAction promotion={original} />,
  },
  {
    id: "change",
    header: "Champion",
    size: 178,
    cell: ({ row: { original } }) => <Change promotion={original} />,
  },
  {
    id: "where",
    header: "Stage, alias",
    size: 180,
    cell: ({ row: { original: promotion } }) => {
      const alias = promotion.alias && `@${promotion.alias}`;
      return [promotion.stage, alias].filter(Boolean).join(", ") || <Nothing />;
    },
  },
  {
    id: "actor",
    header: "Who",
    size: 140,
    cell: ({ row: { original } }) => <PromotionActor promotion={original} />,
  },
  {
    id: "commit",
    header: "Commit",
    size: 112,
    cell: ({ row: { original } }) => <Commit sha={original.commit} />,
  },
  {
    id: "reason",
    header: "Reason",
    size: 232,
    cell: ({ row: { original } }) =>
      original.reason ? <span title={original.reason}>{original.reason}</span> : <Nothing />,
  },
  {
    id: "decision",
    header: "Evidence",
    size: 92,
    cell: ({ row: { original } }) => <DecisionButton promotion={original} />,
  },
];

/** Entries of a model's history. */
export function PromotionTable({ promotions }: { promotions: readonly Promotion[] }) {
  return (
    <DataTable
      label="Promotions"
      columns={COLUMNS}
      rows={promotions}
      rowId={(promotion) => String(promotion.id)}
    />
  );
}

function Change({ promotion: { name, version, previous_version, action } }: { promotion: Promotion }) {
  if (action === "hold" || action === "resume" || version === previous_version) {
    return version ? <VersionLink name={name} version={version} /> : <Nothing />;
  }
  return (
    <Group gap={6} wrap="nowrap">
      {previous_version ? (
        <VersionLink name={name} version={previous_version} />
      ) : (
        <Text span fz="inherit" c="dimmed">
          none
        </Text>
      )}
      <IconArrowRight size={13} role="img" aria-label="to" />
      {version ? <VersionLink name={name} version={version} /> : <Nothing />}
    </Group>
  );
}
