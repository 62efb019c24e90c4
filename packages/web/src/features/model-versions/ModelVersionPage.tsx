import { Button, Group, Stack } from "@mantine/core";
import type { ModelVersion } from "@slipway/contract";
import { IconColumns } from "@tabler/icons-react";
import { useQuery } from "@tanstack/react-query";
import { getRouteApi, Link } from "@tanstack/react-router";
import { useLive } from "../../app/use-live.js";
import { Loaded } from "../../ui/Loaded.js";
import { PageHeader } from "../../ui/PageHeader.js";
import { PromotionsOfVersion } from "../promotions/PromotionsOfVersion.js";
import { AliasBadges } from "./AliasBadges.js";
import { Lineage } from "./lineage/Lineage.js";
import { ModelVersionDetails } from "./ModelVersionDetails.js";
import { modelVersionQueries } from "./model-version-queries.js";
import { StageBadge } from "./StageBadge.js";
import { VersionMenu } from "./VersionMenu.js";

const route = getRouteApi("/models/$name/versions/$version");

/** One version of a registered model. */
export function ModelVersionPage() {
  const { name, version } = route.useParams();
  useLive({ model: name });
  const query = useQuery(modelVersionQueries.one(name, version));
  return <Loaded query={query}>{(found) => <VersionView version={found} />}</Loaded>;
}

function VersionView({ version }: { version: ModelVersion }) {
  const { name } = version;
  return (
    <Stack gap="lg">
      <PageHeader
        title={`${name} version ${version.version}`}
        crumbs={[
          { label: "Models", link: { to: "/models" } },
          { label: name, link: { to: "/models/$name", params: { name } } },
        ]}
        beside={
          <>
            <StageBadge stage={version.current_stage} />
            <AliasBadges aliases={version.aliases} />
          </>
        }
        actions={
          <Group gap="xs">
            <VersionMenu version={version} />
            <Button
              variant="default"
              leftSection={<IconColumns size={14} />}
              renderRoot={(props) => (
                <Link
                  {...props}
                  to="/models/$name/compare"
                  params={{ name }}
                  search={{ b: version.version }}
                />
              )}
            >
              Compare
            </Button>
          </Group>
        }
      />
      <ModelVersionDetails version={version} />
      <Lineage version={version} />
      <PromotionsOfVersion name={name} version={version.version} />
    </Stack>
  );
}
