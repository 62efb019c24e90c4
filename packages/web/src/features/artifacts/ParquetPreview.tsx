import { keepPreviousData, queryOptions, useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { Loaded } from "../../ui/Loaded.js";
import { LoadMore } from "../../ui/LoadMore.js";
import { readRange, readSize } from "./artifact-queries.js";
import type { ArtifactChoice } from "./artifact-source.js";
import { readParquet } from "./read-parquet.js";
import { TextTable } from "./TextTable.js";

const ROWS = 200;

const rowsOf = ({ source, path }: ArtifactChoice, count: number) =>
  queryOptions({
    queryKey: ["artifacts", source, "parquet", path, count],
    queryFn: async ({ signal }) => {
      const byteLength = await readSize(source, path, signal);
      const slice = async (start: number, end = byteLength) =>
        (await readRange(source, path, [start, end - 1], signal)).buffer;
      return readParquet({ byteLength, slice }, count);
    },
    placeholderData: keepPreviousData,
    staleTime: 30_000,
    // What cannot be read will not be readable the next time.
    retry: false,
  });

/** The first rows of a Parquet file, of which only the parts are fetched that hold them. */
export function ParquetPreview({ source, path }: ArtifactChoice) {
  const [count, setCount] = useState(ROWS);
  const query = useQuery(rowsOf({ source, path }, count));
  return (
    <Loaded query={query}>
      {({ columns, rows, total }) => (
        <>
          <TextTable label={path} columns={columns} rows={rows} total={total} />
          <LoadMore
            query={{
              hasNextPage: rows.length < total,
              isFetchingNextPage: query.isFetching,
              fetchNextPage: () => setCount(rows.length + 2 * ROWS),
            }}
          />
        </>
      )}
    </Loaded>
  );
}
