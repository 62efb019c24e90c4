import { useQuery } from "@tanstack/react-query";
import { Loaded } from "../../ui/Loaded.js";
import { artifactQueries } from "./artifact-queries.js";
import type { ArtifactChoice } from "./artifact-source.js";
import { readNotebook } from "./notebook.js";
import { notebookPage } from "./notebook-page.js";
import { SandboxFrame } from "./SandboxFrame.js";
import { TextPreview } from "./TextPreview.js";

const LIMIT = 30 * 1024 * 1024;

/** A notebook with its outputs, kept apart from this page; as text where it cannot be read or is too large. */
export function NotebookPreview({ source, path }: ArtifactChoice) {
  const query = useQuery({
    ...artifactQueries.beginning(source, path, LIMIT),
    select: ({ bytes, cut }) => ({ cells: cut ? undefined : readNotebook(new TextDecoder().decode(bytes)) }),
  });
  return (
    <Loaded query={query}>
      {({ cells }) =>
        cells ? (
          <SandboxFrame html={notebookPage(cells)} title={path} />
        ) : (
          <TextPreview source={source} path={path} />
        )
      }
    </Loaded>
  );
}
