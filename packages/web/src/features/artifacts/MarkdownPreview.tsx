import { Loaded } from "../../ui/Loaded.js";
import { LoadMore } from "../../ui/LoadMore.js";
import { Markdown } from "../../ui/markdown/Markdown.js";
import type { ArtifactChoice } from "./artifact-source.js";
import { useTextParts } from "./use-text-parts.js";

/** A text in Markdown, as inert elements. */
export function MarkdownPreview({ source, path }: ArtifactChoice) {
  const { query, parts } = useTextParts({ source, path });
  return (
    <Loaded query={parts}>
      {({ text }) => (
        <>
          <Markdown text={text} />
          <LoadMore query={query} />
        </>
      )}
    </Loaded>
  );
}
