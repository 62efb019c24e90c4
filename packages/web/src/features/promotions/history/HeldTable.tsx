import { Group, Text } from "@mantine/core";
import type { endpoints, Promotion, ResponseOf } from "@slipway/contract";
import { useQuery } from "@tanstack/react-query";
import type { ColumnDef } from "@tanstack/react-table";
import { formatStamp } from "../../../ui/format/format-time.js";
import { Loaded } from "../../../ui/Loaded.js";
import { Nothing } from "../../../ui/Nothing.js";
import { Section } from "../../../ui/Section.js";
import { Time } from "../../../ui/Time.js";
import { DataTable } from "../../../ui/table/DataTable.js";
import { VersionLink } from "../../model-versions/VersionLink.js";
import { Commit } from "../../runs/Commit.js";
import { DecisionButton } from "../DecisionButton.js";
import { PromotionAction } from "../PromotionAction.js";
import { PromotionActor } from "../PromotionActor.js";
import { type Place, promotionQueries } from "../promotion-queries.js";
import { placeName } from "./timeline.js";

type Held = ResponseOf<typeof endpoints.promotions.at>["places"][number] & { name: string };

/** A cell about the entry that brought a version to its place. */
const ofEntry =
  (show: (promotion: Promotion) => React.ReactNode): ColumnDef<Held>["cell"] =>
  ({ row: { original } }) =>
    original.promotion ? show(original.promotion) : <Nothing />;

/** A cell about the entry that a version stands on: after a rollback that is an earlier one. */
function ofEvidence(show: (promotion: Promotion) => React.ReactNode): ColumnDef<Held>["cell"] {
  return ({ row: { original } }) => {
    const entry = original.evidence ?? original.promotion;
    return entry ? show(entry) : <Nothing />;
  };
}

const COLUMNS: ColumnDef<Held>[] = [
  {
    id: "place",
    header: "Place",
    size: 130,
    cell: ({ row: { original } }) => <span title={placeName(original)}>{placeName(original)}</span>,
  },
  {
    id: "versions",
    header: "Version",
    size: 110,
    cell: ({ row: { original } }) => <Versions held={original} />,
  },
  { id: "since", header: "Since", size: 110, cell: ofEntry(({ created_at }) => <Time at={created_at} />) },
  { id: "how", header: "How", size: 186, cell: ofEntry((entry) => <PromotionAction promotion={entry} />) },
  { id: "who", header: "Who", size: 140, cell: ofEntry((entry) => <PromotionActor promotion={entry} />) },
  { id: "commit", header: "Commit", size: 112, cell: ofEvidence(({ commit }) => <Commit sha={commit} />) },
  {
    id: "evidence",
    header: "Evidence",
    size: 92,
    cell: ofEvidence((entry) => <DecisionButton promotion={entry} />),
  },
  {
    id: "reason",
    header: "Reason",
    size: 300,
    cell: ofEntry(({ reason }) => (reason ? <span title={reason}>{reason}</span> : <Nothing />)),
  },
];

interface Props {
  name: string;
  time: number;
  /** Whether that is the present. */
  now: boolean;
  places: readonly Place[];
}

/** What was in each stage and under each alias at a time, since when, by whom, from which commit, on which evidence. */
export function HeldTable({ name, time, now, places }: Props) {
  const query = useQuery(promotionQueries.at(name, time, places));
  return (
    <Section title={now ? "In use now" : `In use on ${formatStamp(time)}`}>
      <Loaded query={query} lines={2}>
        {(held) => (
          <DataTable
            label="In use"
            columns={COLUMNS}
            rows={held.map((one) => ({ ...one, name }))}
            rowId={placeName}
          />
        )}
      </Loaded>
    </Section>
  );
}

function Versions({ held: { name, versions } }: { held: Held }) {
  if (versions.length === 0) {
    return (
      <Text span fz="inherit" c="dimmed">
        no version
      </Text>
    );
  }
  return (
    <Group gap={6} wrap="nowrap">
      {versions.map((version) => (
        <VersionLink key={version} name={name} version={version} />
      ))}
    </Group>
  );
}
