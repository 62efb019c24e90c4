import { Button, Group, SegmentedControl, Stack, Text } from "@mantine/core";
import { IconDownload } from "@tabler/icons-react";
import { type ComponentType, lazy, Suspense } from "react";
import { EmptyState } from "../../ui/EmptyState.js";
import { LoadingState } from "../../ui/LoadingState.js";
import { type ArtifactChoice, downloadAddress } from "./artifact-source.js";
import { ImagePreview } from "./ImagePreview.js";
import { MarkdownPreview } from "./MarkdownPreview.js";
import { MediaPreview } from "./MediaPreview.js";
import { PagePreview } from "./PagePreview.js";
import { PdfPreview } from "./PdfPreview.js";
import { hasSource, type PreviewKind, previewKind } from "./preview-kind.js";
import { TextPreview } from "./TextPreview.js";

// What reads tables and notebooks is loaded with the first of each.
const TablePreview = lazy(async () => ({ default: (await import("./TablePreview.js")).TablePreview }));
const ParquetPreview = lazy(async () => ({ default: (await import("./ParquetPreview.js")).ParquetPreview }));
const NotebookPreview = lazy(async () => ({
  default: (await import("./NotebookPreview.js")).NotebookPreview,
}));

const PREVIEWS: Record<Exclude<PreviewKind, "none">, ComponentType<ArtifactChoice>> = {
  table: TablePreview,
  parquet: ParquetPreview,
  json: TextPreview,
  text: TextPreview,
  markdown: MarkdownPreview,
  image: ImagePreview,
  pdf: PdfPreview,
  audio: MediaPreview,
  video: MediaPreview,
  page: PagePreview,
  notebook: NotebookPreview,
};

interface Props extends ArtifactChoice {
  /** Whether a text that could be drawn is shown as it is written. */
  raw: boolean;
  onRaw: (raw: boolean) => void;
}

/** One artifact: its content as far as it can be shown, and the way to download it. */
export function ArtifactPreview({ source, path, raw, onRaw }: Props) {
  return (
    <Stack gap="xs" component="article" aria-label={path} miw={0}>
      <Group justify="space-between" gap="sm">
        <Text fz="sm" className="mono" style={{ overflowWrap: "anywhere" }}>
          {path}
        </Text>
        <Group gap="xs" wrap="nowrap">
          {hasSource(path) && (
            <SegmentedControl
              size="xs"
              aria-label="Shown as"
              value={raw ? "source" : "drawn"}
              onChange={(value) => onRaw(value === "source")}
              data={[
                { value: "drawn", label: "Preview" },
                { value: "source", label: "Source" },
              ]}
            />
          )}
          <Button
            component="a"
            href={downloadAddress(source, path)}
            download={path.slice(path.lastIndexOf("/") + 1)}
            variant="default"
            leftSection={<IconDownload size={14} />}
          >
            Download
          </Button>
        </Group>
      </Group>
      <ArtifactContent source={source} path={path} raw={raw} />
    </Stack>
  );
}

/** The content of an artifact as far as it can be shown. */
export function ArtifactContent({ source, path, raw }: Omit<Props, "onRaw">) {
  const kind = raw && hasSource(path) ? "text" : previewKind(path);
  if (kind === "none")
    return <EmptyState title="No preview">Files of this kind can be downloaded.</EmptyState>;
  const Preview = PREVIEWS[kind];
  return (
    <Suspense fallback={<LoadingState />}>
      <Preview source={source} path={path} />
    </Suspense>
  );
}
