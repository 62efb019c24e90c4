import { Text } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { Loaded } from "../../ui/Loaded.js";
import { artifactQueries } from "./artifact-queries.js";
import type { ArtifactChoice } from "./artifact-source.js";
import { SandboxFrame } from "./SandboxFrame.js";
import { TextPreview } from "./TextPreview.js";

const LIMIT = 30 * 1024 * 1024;

/** HTML as a page, kept apart from this one and from every network; as text where it is too large. */
export function PagePreview({ source, path }: ArtifactChoice) {
  const query = useQuery(artifactQueries.beginning(source, path, LIMIT));
  return (
    <Loaded query={query}>
      {({ bytes, cut }) => {
        if (cut) return <TextPreview source={source} path={path} />;
        return (
          <>
            <Text fz="xs" c="dimmed">
              Runs apart from this page and without network: what it would load from elsewhere is missing.
            </Text>
            <SandboxFrame html={new TextDecoder().decode(bytes)} title={path} />
          </>
        );
      }}
    </Loaded>
  );
}
