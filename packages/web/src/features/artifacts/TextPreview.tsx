import { useQuery } from "@tanstack/react-query";
import { CodeBlock } from "../../ui/CodeBlock.js";
import { EmptyState } from "../../ui/EmptyState.js";
import { formatBytes } from "../../ui/format/format-bytes.js";
import { Loaded } from "../../ui/Loaded.js";
import { artifactQueries } from "./artifact-queries.js";
import type { ArtifactChoice } from "./artifact-source.js";
import { CutNote } from "./CutNote.js";

const LIMIT = 512 * 1024;

/** A file as text; JSON with its structure laid out. */
export function TextPreview({ source, path }: ArtifactChoice) {
  const query = useQuery(artifactQueries.beginning(source, path, LIMIT));
  return (
    <Loaded query={query}>
      {({ bytes, cut }) => {
        if (bytes.length === 0) return <EmptyState title="Empty file" />;
        const text = new TextDecoder().decode(bytes);
        return (
          <>
            {cut && <CutNote shown={`the first ${formatBytes(LIMIT)}`} />}
            <CodeBlock
              code={cut || !path.toLowerCase().endsWith(".json") ? text : layOut(text)}
              maxHeight="70vh"
            />
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
