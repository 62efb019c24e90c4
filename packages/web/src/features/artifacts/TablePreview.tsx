import { useState } from "react";
import { Loaded } from "../../ui/Loaded.js";
import { LoadMore } from "../../ui/LoadMore.js";
import type { ArtifactChoice } from "./artifact-source.js";
import { type FirstRows, readTable } from "./read-table.js";
import { TextPreview } from "./TextPreview.js";
import { TextTable } from "./TextTable.js";
import { useTextParts } from "./use-text-parts.js";

const ROWS = 200;

/** CSV or TSV as a table; as text when it cannot be read as one. */
export function TablePreview({ source, path }: ArtifactChoice) {
  const [wanted, setWanted] = useState(ROWS);
  const { query, parts } = useTextParts({ source, path });
  return (
    <Loaded query={parts}>
      {({ text, whole }) => {
        const table = tryTable(text, path, whole, wanted);
        if (!table || table.columns.length === 0) return <TextPreview source={source} path={path} />;
        const { columns, rows, cut } = table;
        const more = () => {
          setWanted(rows.length + 2 * ROWS);
          if (rows.length < wanted) void query.fetchNextPage();
        };
        const { isFetchingNextPage } = query;
        return (
          <>
            <TextTable label={path} columns={columns} rows={rows} total={cut ? "more" : undefined} />
            <LoadMore query={{ hasNextPage: cut, isFetchingNextPage, fetchNextPage: more }} />
          </>
        );
      }}
    </Loaded>
  );
}

function tryTable(text: string, path: string, whole: boolean, rows: number): FirstRows | undefined {
  try {
    return readTable(text, path.toLowerCase().endsWith(".tsv") ? "\t" : ",", rows, whole);
  } catch {
    return undefined;
  }
}
