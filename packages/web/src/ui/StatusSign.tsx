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

/** The colour of a tone, readable as text on each of the page's grounds. */
export const toneColour = (tone: Tone): string => `var(--text-${LOOKS[tone][1]})`;

/** A state as a sign of its own shape and colour; what it means has to stand beside it, or in a name. */
export function StatusSign({ tone, size = 15 }: { tone: Tone; size?: number }) {
  const [Icon] = LOOKS[tone];
  return <Icon size={size} stroke={2} aria-hidden color={toneColour(tone)} style={{ flexShrink: 0 }} />;
}
