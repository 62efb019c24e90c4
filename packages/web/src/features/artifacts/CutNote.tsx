import { Text } from "@mantine/core";

/** Says that only a part of a file is shown. */
export function CutNote({ shown }: { shown: string }) {
  return (
    <Text fz="xs" c="dimmed" role="note">
      Only {shown} are shown.
    </Text>
  );
}
