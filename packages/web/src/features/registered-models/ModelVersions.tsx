import { Stack } from "@mantine/core";
import type { RegisteredModel } from "@slipway/contract";
import { useInfiniteQuery } from "@tanstack/react-query";
import { EmptyState } from "../../ui/EmptyState.js";
import { KeyValues } from "../../ui/KeyValues.js";
import { Loaded } from "../../ui/Loaded.js";
import { LoadMore } from "../../ui/LoadMore.js";
import { Section } from "../../ui/Section.js";
import { modelVersionQueries } from "../model-versions/model-version-queries.js";
import { VersionTable } from "../model-versions/VersionTable.js";

/** The versions of a model, and its tags. */
export function ModelVersions({ model: { name, aliases, tags } }: { model: RegisteredModel }) {
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
              <VersionTable versions={versions} aliases={aliases} />
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
