import { Text } from "@mantine/core";

/** Where a value is not set. */
export function Nothing() {
  return (
    <Text span c="dimmed" fz="inherit" aria-label="not set">
      –
    </Text>
  );
}
