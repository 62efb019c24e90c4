import { Anchor, Group, Stack, Text } from "@mantine/core";
import type { Run } from "@slipway/contract";
import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { CopyableId } from "../../ui/CopyableId.js";
import { Loaded } from "../../ui/Loaded.js";
import { modelVersionQueries } from "../model-versions/model-version-queries.js";
import { StageBadge } from "../model-versions/StageBadge.js";
import { VersionLink } from "../model-versions/VersionLink.js";
import { loggedModelQueries } from "./logged-model-queries.js";

/** The models that a run logged, and the versions that were registered from it. */
export function RunModels({ run }: { run: Run }) {
  const { run_id: runId, experiment_id: experimentId } = run.info;
  const logged = useQuery(loggedModelQueries.ofRun(experimentId, runId));
  const versions = useQuery(modelVersionQueries.ofRun(runId));
  const none = logged.data?.length === 0 && versions.data?.length === 0;
  if (none) {
    return (
      <Text fz="sm" c="dimmed">
        No models
      </Text>
    );
  }
  return (
    <Stack gap={6}>
      <Loaded query={versions} lines={1}>
        {(found) =>
          found.map((version) => (
            <Group key={`${version.name}/${version.version}`} gap="xs" fz="sm">
              <VersionLink name={version.name} version={version.version}>
                {version.name} version {version.version}
              </VersionLink>
              <StageBadge stage={version.current_stage} />
              <Anchor
                fz="xs"
                c="dimmed"
                renderRoot={(props) => (
                  <Link
                    {...props}
                    to="/models/$name/versions/$version"
                    params={{ name: version.name, version: version.version }}
                    hash="lineage"
                  />
                )}
              >
                Lineage
              </Anchor>
            </Group>
          ))
        }
      </Loaded>
      <Loaded query={logged} lines={1}>
        {(found) =>
          found.map(({ info }) => (
            <Group key={info.model_id} gap="xs" fz="sm">
              <Anchor
                fz="sm"
                renderRoot={(props) => (
                  <Link
                    {...props}
                    to="/runs/$runId"
                    params={{ runId }}
                    search={{ tab: "artifacts", model: info.model_id, path: "MLmodel" }}
                  />
                )}
              >
                {info.name}
              </Anchor>
              <CopyableId value={info.model_id} shown={`${info.model_id.slice(0, 12)}…`} what="model id" />
            </Group>
          ))
        }
      </Loaded>
    </Stack>
  );
}
