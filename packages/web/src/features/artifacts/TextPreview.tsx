import { CodeBlock } from "../../ui/CodeBlock.js";
import { EmptyState } from "../../ui/EmptyState.js";
import { formatBytes } from "../../ui/format/format-bytes.js";
import { Loaded } from "../../ui/Loaded.js";
import { LoadMore } from "../../ui/LoadMore.js";
import type { ArtifactChoice } from "./artifact-source.js";
import { CutNote } from "./CutNote.js";
import { useTextParts } from "./use-text-parts.js";

/** A file as text, part by part; JSON with its structure laid out. */
export function TextPreview({ source, path }: ArtifactChoice) {
  const { query, parts } = useTextParts({ source, path });
  return (
    <Loaded query={parts}>
      {({ text, shown, size, whole }) => {
        if (size === 0) return <EmptyState title="Empty file" />;
        return (
          <>
            {!whole && <CutNote shown={`the first ${formatBytes(shown)} of ${formatBytes(size)}`} />}
            <CodeBlock
              code={whole && path.toLowerCase().endsWith(".json") ? layOut(text) : text}
              maxHeight="70vh"
            />
            <LoadMore query={query} />
          </>
        );
      }}
    </Loaded>
  );
}

/** JSON with indentation; the text as it is when it is none. */
function layOut(text: string): string {
  try {
    return JSON.stringify(JSON.parse(text), null, 2);
  } catch {
    return text;
  }
}
