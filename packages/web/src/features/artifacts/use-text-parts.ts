import { useInfiniteQuery } from "@tanstack/react-query";
import { useMemo } from "react";
import { artifactQueries } from "./artifact-queries.js";
import type { ArtifactChoice } from "./artifact-source.js";
import { joinBytes } from "./read-bytes.js";

/** The beginning of a text, and more of it each time the next page of the query is asked for. */
export function useTextParts({ source, path }: ArtifactChoice) {
  const query = useInfiniteQuery(artifactQueries.parts(source, path));
  const pages = query.data?.pages;
  const data = useMemo(() => {
    if (!pages) return undefined;
    const bytes = joinBytes(pages.map((page) => page.bytes));
    const size = pages[0]?.size ?? bytes.length;
    // A character that the end of a part cuts is left for the next.
    const text = new TextDecoder().decode(bytes, { stream: bytes.length < size });
    return { text, shown: bytes.length, size, whole: bytes.length >= size };
  }, [pages]);
  return { query, parts: { data, error: query.error, refetch: query.refetch } };
}
