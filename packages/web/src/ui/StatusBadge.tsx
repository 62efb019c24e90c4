import { Group, Text } from "@mantine/core";
import { StatusSign, type Tone, toneColour } from "./StatusSign.js";

export type { Tone };

/** A state as a sign of its own shape, its colour and its word. */
export function StatusBadge({ tone, label }: { tone: Tone; label: string }) {
  return (
    <Group
      gap={5}
      wrap="nowrap"
      display="inline-flex"
      c={toneColour(tone)}
      style={{ verticalAlign: "middle" }}
    >
      <StatusSign tone={tone} />
      <Text span fz="inherit" fw={tone === "bad" ? 600 : 400} truncate>
        {label}
      </Text>
    </Group>
  );
}
