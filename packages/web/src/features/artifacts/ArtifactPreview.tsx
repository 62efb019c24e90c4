import { Button, Group, Stack, Text } from "@mantine/core";
import { IconDownload } from "@tabler/icons-react";
import { lazy, Suspense } from "react";
import { EmptyState } from "../../ui/EmptyState.js";
import { LoadingState } from "../../ui/LoadingState.js";
import { type ArtifactChoice, downloadAddress } from "./artifact-source.js";
import { ImagePreview } from "./ImagePreview.js";
import { previewKind } from "./preview-kind.js";
import { TextPreview } from "./TextPreview.js";

// The reader of CSV is loaded with the first table.
const TablePreview = lazy(async () => ({ default: (await import("./TablePreview.js")).TablePreview }));

const PREVIEWS = { table: TablePreview, json: TextPreview, text: TextPreview, image: ImagePreview };

/** One artifact: its content as far as it can be shown, and the way to download it. */
export function ArtifactPreview({ source, path }: ArtifactChoice) {
  const kind = previewKind(path);
  const Preview = kind === "none" ? undefined : PREVIEWS[kind];
  return (
    <Stack gap="xs" component="article" aria-label={path} miw={0}>
      <Group justify="space-between" wrap="nowrap" gap="sm">
        <Text fz="sm" className="mono" style={{ overflowWrap: "anywhere" }}>
          {path}
        </Text>
        <Button
          component="a"
          href={downloadAddress(source, path)}
          download={path.slice(path.lastIndexOf("/") + 1)}
          variant="default"
          leftSection={<IconDownload size={14} />}
          style={{ flexShrink: 0 }}
        >
          Download
        </Button>
      </Group>
      {Preview ? (
        <Suspense fallback={<LoadingState />}>
          <Preview source={source} path={path} />
        </Suspense>
      ) : (
        <EmptyState title="No preview">Files of this kind can be downloaded.</EmptyState>
      )}
    </Stack>
  );
}
