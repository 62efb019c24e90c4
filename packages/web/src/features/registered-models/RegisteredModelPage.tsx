import { Stack, Text } from "@mantine/core";
import { useInfiniteQuery, useQuery } from "@tanstack/react-query";
import { getRouteApi } from "@tanstack/react-router";
import { EmptyState } from "../../ui/EmptyState.js";
import { KeyValues } from "../../ui/KeyValues.js";
import { Loaded } from "../../ui/Loaded.js";
import { LoadMore } from "../../ui/LoadMore.js";
import { PageHeader } from "../../ui/PageHeader.js";
import { Section } from "../../ui/Section.js";
import { modelVersionQueries } from "../model-versions/model-version-queries.js";
import { VersionTable } from "../model-versions/VersionTable.js";
import { HoldBanner } from "../promotions/HoldBanner.js";
import { PromotionHistory } from "../promotions/PromotionHistory.js";
import { registeredModelQueries } from "./registered-model-queries.js";

const route = getRouteApi("/models/$name");

/** One registered model: its versions, and how they came to where they are. */
export function RegisteredModelPage() {
  const { name } = route.useParams();
  const model = useQuery(registeredModelQueries.one(name));
  const versions = useInfiniteQuery(modelVersionQueries.ofModel(name));
  return (
    <Loaded query={model}>
      {({ description, tags, aliases }) => (
        <Stack gap="lg" maw={1320}>
          <PageHeader title={name} crumbs={[{ label: "Models", link: { to: "/models" } }]} />
          <HoldBanner name={name} />
          {description && <Text style={{ whiteSpace: "pre-wrap" }}>{description}</Text>}
          <Section title="Versions">
            <Loaded query={versions}>
              {({ pages }) => {
                const found = pages.flatMap((page) => page.model_versions);
                if (found.length === 0) {
                  return (
                    <EmptyState title="No versions yet">
                      A release or the registry’s API adds them.
                    </EmptyState>
                  );
                }
                return (
                  <>
                    <VersionTable versions={found} aliases={aliases} />
                    <LoadMore query={versions} />
                  </>
                );
              }}
            </Loaded>
          </Section>
          <PromotionHistory name={name} />
          {tags.length > 0 && (
            <Section title="Tags" count={tags.length}>
              <KeyValues what="tags" entries={tags.map(({ key, value }) => ({ key, text: value }))} />
            </Section>
          )}
        </Stack>
      )}
    </Loaded>
  );
}
