import { Group, Text } from "@mantine/core";
import classes from "./Compare.module.css";
import { LineSample } from "./RunLegend.js";
import type { RunGroup } from "./run-groups.js";

/** Which line is which group's, and of how many runs it is. */
export function GroupLegend({ groups }: { groups: readonly RunGroup[] }) {
  return (
    <ul className={classes.legend} aria-label="Groups of runs">
      {groups.map(({ label, places }, index) => (
        <li key={label}>
          <Group gap={6} wrap="nowrap">
            <LineSample index={index} />
            <Text fz="sm" truncate title={label}>
              {label}
            </Text>
            <Text fz="xs" c="dimmed" className="numeric">
              {places.length === 1 ? "1 run" : `${places.length} runs`}
            </Text>
          </Group>
        </li>
      ))}
    </ul>
  );
}
