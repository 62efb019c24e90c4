import { Button, Group, Stack, Text } from "@mantine/core";
import type { RegisteredModel } from "@slipway/contract";
import { IconColumns } from "@tabler/icons-react";
import { useInfiniteQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { EmptyState } from "../../ui/EmptyState.js";
import { KeyValues } from "../../ui/KeyValues.js";
import { Loaded } from "../../ui/Loaded.js";
import { LoadMore } from "../../ui/LoadMore.js";
import { Section } from "../../ui/Section.js";
import { modelVersionQueries } from "../model-versions/model-version-queries.js";
import { VersionTable } from "../model-versions/VersionTable.js";

interface Props {
  model: RegisteredModel;
  /** The versions that are chosen. */
  selected: readonly string[];
  onSelect: (selected: string[]) => void;
}

/** The versions of a model, and its tags. */
export function ModelVersions({ model: { name, aliases, tags }, selected, onSelect }: Props) {
  const query = useInfiniteQuery(modelVersionQueries.ofModel(name));
  return (
    <Stack gap="lg">
      <Loaded query={query}>
        {({ pages }) => {
          const versions = pages.flatMap((page) => page.model_versions);
          if (versions.length === 0) {
            return (
              <EmptyState title="No versions yet">A release or the registry’s API adds them.</EmptyState>
            );
          }
          return (
            <Stack gap={8}>
              <CompareButton name={name} selected={selected} count={versions.length} />
              <VersionTable
                versions={versions}
                aliases={aliases}
                selection={{ ids: selected, onChange: onSelect }}
              />
              <LoadMore query={query} />
            </Stack>
          );
        }}
      </Loaded>
      {tags.length > 0 && (
        <Section title="Tags" count={tags.length}>
          <KeyValues what="tags" entries={tags.map(({ key, value }) => ({ key, text: value }))} />
        </Section>
      )}
    </Stack>
  );
}

function CompareButton({
  name,
  selected,
  count,
}: {
  name: string;
  selected: readonly string[];
  count: number;
}) {
  if (count < 2) return null;
  const [a, b] = [...selected].sort((one, other) => Number(one) - Number(other));
  return (
    <Group gap="xs">
      <Button
        variant="default"
        leftSection={<IconColumns size={14} />}
        disabled={selected.length > 0 && selected.length !== 2}
        renderRoot={(props) => (
          <Link {...props} to="/models/$name/compare" params={{ name }} search={{ a, b }} />
        )}
      >
        {selected.length === 2 ? `Compare versions ${a} and ${b}` : "Compare versions"}
      </Button>
      {selected.length > 0 && selected.length !== 2 && (
        <Text fz="sm" c="dimmed" role="status">
          Two are compared; {selected.length} {selected.length === 1 ? "is" : "are"} chosen.
        </Text>
      )}
    </Group>
  );
}
