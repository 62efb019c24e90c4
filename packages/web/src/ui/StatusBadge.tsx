import { Group, Text } from "@mantine/core";
import {
  IconAlertTriangle,
  IconCircleCheck,
  IconCircleDashed,
  IconCircleX,
  IconClock,
  IconHelpCircle,
  IconPlayerStop,
  type TablerIcon,
} from "@tabler/icons-react";

/** How something ended, or that it has not. */
export type Tone = "good" | "bad" | "warning" | "active" | "stopped" | "waiting" | "neutral" | "unknown";

const LOOKS: Record<Tone, [TablerIcon, string]> = {
  good: [IconCircleCheck, "teal"],
  bad: [IconCircleX, "red"],
  warning: [IconAlertTriangle, "orange"],
  active: [IconCircleDashed, "blue"],
  stopped: [IconPlayerStop, "gray"],
  waiting: [IconClock, "gray"],
  neutral: [IconCircleDashed, "gray"],
  unknown: [IconHelpCircle, "gray"],
};

/** A state as a sign of its own shape, its colour and its word. */
export function StatusBadge({ tone, label }: { tone: Tone; label: string }) {
  const [Icon, color] = LOOKS[tone];
  const shade = `light-dark(var(--mantine-color-${color}-8), var(--mantine-color-${color}-4))`;
  return (
    <Group gap={5} wrap="nowrap" display="inline-flex" c={shade} style={{ verticalAlign: "middle" }}>
      <Icon size={15} stroke={2} aria-hidden style={{ flexShrink: 0 }} />
      <Text span fz="inherit" fw={tone === "bad" ? 600 : 400} truncate>
        {label}
      </Text>
    </Group>
  );
}
