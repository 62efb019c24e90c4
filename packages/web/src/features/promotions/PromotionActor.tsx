import { Group, Text } from "@mantine/core";
import type { Promotion } from "@slipway/contract";
import { Nothing } from "../../ui/Nothing.js";

/** Who did it, and whether the server knows that. */
export function PromotionActor({ promotion: { actor, actor_verified } }: { promotion: Promotion }) {
  if (!actor) return <Nothing />;
  const name = actor.replace(/ <[^>]*>$/, "");
  if (actor_verified) return <span title={actor}>{name}</span>;
  return (
    <Group gap={4} wrap="nowrap" title={`${actor}, as the client claimed; the server has not checked it.`}>
      <Text span fz="inherit" truncate>
        {name}
      </Text>
      <Text span fz="xs" c="dimmed">
        (claimed)
      </Text>
    </Group>
  );
}
