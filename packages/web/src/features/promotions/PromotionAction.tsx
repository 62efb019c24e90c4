import { Badge, Group } from "@mantine/core";
import type { PromotionAction as Action, Promotion } from "@slipway/contract";
import { StatusBadge } from "../../ui/StatusBadge.js";
import type { Tone } from "../../ui/StatusSign.js";

const LOOKS: Record<Action, [Tone, string]> = {
  promote: ["good", "Promoted"],
  rollback: ["warning", "Rolled back"],
  hold: ["stopped", "On hold"],
  resume: ["active", "Resumed"],
  transition: ["active", "Stage moved"],
  alias: ["active", "Alias moved"],
  "delete-version": ["stopped", "Version deleted"],
  "delete-model": ["stopped", "Model deleted"],
  rename: ["active", "Renamed"],
  external: ["warning", "Changed elsewhere"],
  protect: ["active", "Protected"],
  unprotect: ["warning", "Unprotected"],
};

/** What was done, and whether it was done in spite of the gates. */
export function PromotionAction({ promotion: { action, forced } }: { promotion: Promotion }) {
  const [tone, label] = LOOKS[action] ?? ["unknown", action];
  return (
    <Group gap={6} wrap="nowrap">
      <StatusBadge tone={tone} label={label} />
      {forced && (
        <Badge
          size="sm"
          radius="sm"
          color="red"
          variant="light"
          tt="none"
          fw={500}
          title="In spite of the gates"
          style={{ flexShrink: 0 }}
        >
          forced
        </Badge>
      )}
    </Group>
  );
}
