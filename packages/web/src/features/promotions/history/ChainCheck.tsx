import { Group, Loader, Text } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { CopyableId } from "../../../ui/CopyableId.js";
import { formatStamp } from "../../../ui/format/format-time.js";
import { Notice } from "../../../ui/Notice.js";
import { StatusBadge } from "../../../ui/StatusBadge.js";
import { promotionQueries } from "../promotion-queries.js";

/** Whether nobody changed the history after it was written. */
export function ChainCheck({ name }: { name: string }) {
  const { data, error } = useQuery(promotionQueries.verified(name));
  if (error) return <StatusBadge tone="unknown" label="The history could not be checked" />;
  if (!data) return <Loader size="xs" aria-label="Checking the history" />;
  const { problem, head } = data;
  if (problem) {
    const { sequence, action, created_at } = problem.entry;
    return (
      <Notice kind="error" title="This history was changed after it was written">
        <Text fz="sm">
          Entry {String(sequence ?? "?")} ({action}, {formatStamp(Number(created_at))}) does not fit:{" "}
          {problem.what}. What came before it is sound; compare with a backup of the database.
        </Text>
      </Notice>
    );
  }
  const entries = Number(data.entries);
  return (
    <Group gap="xs" fz="sm">
      <StatusBadge
        tone="good"
        label={entries === 1 ? "Chain whole: its entry fits" : `Chain whole: all ${entries} entries fit`}
      />
      {head && <CopyableId value={head} shown={`${head.slice(0, 12)}…`} what="hash of the newest entry" />}
    </Group>
  );
}
