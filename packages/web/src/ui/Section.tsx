import { Group, Stack, Text, Title } from "@mantine/core";
import type { ReactNode } from "react";

interface Props {
  title: string;
  /** Number of things in it. */
  count?: number;
  beside?: ReactNode;
  children: ReactNode;
}

/** A titled part of a page. */
export function Section({ title, count, beside, children }: Props) {
  return (
    <Stack gap={8} component="section" miw={0}>
      <Group gap="xs" justify="space-between">
        <Group gap={6} align="baseline">
          <Title order={2}>{title}</Title>
          {count !== undefined && (
            <Text span c="dimmed" fz="sm" className="numeric">
              {count}
            </Text>
          )}
        </Group>
        {beside}
      </Group>
      {children}
    </Stack>
  );
}
