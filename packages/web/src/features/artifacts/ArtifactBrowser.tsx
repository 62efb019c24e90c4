import { Stack, Text } from "@mantine/core";
import { EmptyState } from "../../ui/EmptyState.js";
import { ArtifactPreview } from "./ArtifactPreview.js";
import classes from "./Artifacts.module.css";
import { ArtifactTree } from "./ArtifactTree.js";
import type { ArtifactChoice, ArtifactSource } from "./artifact-source.js";

/** A tree of artifacts with its own heading. */
export interface ArtifactRoot {
  title: string;
  source: ArtifactSource;
}

interface Props {
  roots: readonly ArtifactRoot[];
  selected: ArtifactChoice | undefined;
  onSelect: (choice: ArtifactChoice) => void;
  /** Whether a text that could be drawn is shown as it is written. */
  raw: boolean;
  onRaw: (raw: boolean) => void;
}

/** Artifacts as trees, beside the file that is in view. */
export function ArtifactBrowser({ roots, selected, onSelect, raw, onRaw }: Props) {
  return (
    <div className={classes.browser}>
      <nav className={classes.trees} aria-label="Artifacts">
        {roots.map(({ title, source }) => (
          <Stack key={title} gap={2}>
            {roots.length > 1 && (
              <Text fz="xs" c="dimmed" px={6} pt={6}>
                {title}
              </Text>
            )}
            <ArtifactTree
              source={source}
              selected={selected && isSame(selected.source, source) ? selected.path : undefined}
              onSelect={(path) => onSelect({ source, path })}
            />
          </Stack>
        ))}
      </nav>
      {selected ? (
        <ArtifactPreview key={selected.path} {...selected} raw={raw} onRaw={onRaw} />
      ) : (
        <EmptyState title="No file chosen">Choose a file to look into it.</EmptyState>
      )}
    </div>
  );
}

const isSame = (a: ArtifactSource, b: ArtifactSource) => JSON.stringify(a) === JSON.stringify(b);
