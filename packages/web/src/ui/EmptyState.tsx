import { Stack, Text, Title } from "@mantine/core";
import type { ReactNode } from "react";

interface Props {
  title: string;
  /** What to do next. */
  children?: ReactNode;
}

/** Where nothing is there to show: what that means and the next step. */
export function EmptyState({ title, children }: Props) {
  return (
    <Stack gap="xs" py="lg" maw={640}>
      <Title order={2}>{title}</Title>
      {children && (
        <Text component="div" c="dimmed">
          {children}
        </Text>
      )}
    </Stack>
  );
}
