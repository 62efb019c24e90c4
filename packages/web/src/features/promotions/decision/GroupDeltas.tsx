import { Text } from "@mantine/core";
import type { ComparedExamples } from "@slipway/contract";
import { useMemo } from "react";
import { Section } from "../../../ui/Section.js";
import { DeltaTable } from "./DeltaTable.js";

/** So many at either end are drawn. */
const MOST = 10;

/** The groups that lose and gain most. */
export function GroupDeltas({ groups }: { groups: NonNullable<ComparedExamples["groups"]> }) {
  const { metric, goal, total, kept } = groups;
  const less = goal === "minimize";
  const rows = useMemo(
    () =>
      kept
        .filter((_, place) => place < MOST || place >= kept.length - MOST)
        .map(({ group, examples, candidate, champion }) => {
          const estimate = candidate - champion;
          return {
            label: group,
            examples: Number(examples),
            candidate,
            champion,
            estimate,
            failed: less ? estimate > 0 : estimate < 0,
          };
        }),
    [kept, less],
  );
  return (
    <Section title={`${metric} by group`} count={Number(total)}>
      {rows.length < Number(total) && (
        <Text fz="sm" c="dimmed">
          The {MOST} that lose most and the {MOST} that gain most.
        </Text>
      )}
      <DeltaTable label="Groups" of="Group" rows={rows} lessIsBetter={less} />
    </Section>
  );
}
