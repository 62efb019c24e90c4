import { Badge, Group } from "@mantine/core";

/** The aliases of a version. */
export function AliasBadges({ aliases }: { aliases: readonly string[] }) {
  return (
    <Group gap={4} wrap="nowrap" display="inline-flex">
      {aliases.map((alias) => (
        <Badge key={alias} size="sm" radius="sm" variant="outline" color="gray" tt="none" fw={500}>
          @{alias}
        </Badge>
      ))}
    </Group>
  );
}
