import { useQuery } from "@tanstack/react-query";
import type { ColumnDef } from "@tanstack/react-table";
import { Loaded } from "../../ui/Loaded.js";
import { DataTable } from "../../ui/table/DataTable.js";
import { artifactQueries } from "./artifact-queries.js";
import type { ArtifactChoice } from "./artifact-source.js";
import { CutNote } from "./CutNote.js";
import { readTable, type TextTable } from "./read-table.js";
import { TextPreview } from "./TextPreview.js";

const LIMIT = 1024 * 1024;
const ROWS = 200;
const COLUMNS = 100;
const NUMBER = /^-?(?:\d+\.?\d*|\.\d+)(?:e[+-]?\d+)?$/i;

/** CSV or TSV as a table; as text when it cannot be read as one. */
export function TablePreview({ source, path }: ArtifactChoice) {
  const query = useQuery(artifactQueries.beginning(source, path, LIMIT));
  return (
    <Loaded query={query}>
      {({ bytes, cut }) => {
        const table = tryTable(new TextDecoder().decode(bytes), path, !cut);
        if (!table || table.columns.length === 0) return <TextPreview source={source} path={path} />;
        return (
          <>
            {table.cut && <CutNote shown={`the first ${table.rows.length} rows`} />}
            {table.columns.length > COLUMNS && <CutNote shown={`the first ${COLUMNS} columns`} />}
            <DataTable label={path} columns={columnsOf(table)} rows={table.rows} />
          </>
        );
      }}
    </Loaded>
  );
}

function tryTable(text: string, path: string, whole: boolean): TextTable | undefined {
  try {
    return readTable(text, path.toLowerCase().endsWith(".tsv") ? "\t" : ",", ROWS, whole);
  } catch {
    return undefined;
  }
}

function columnsOf({ columns, rows }: TextTable): ColumnDef<string[]>[] {
  return columns.slice(0, COLUMNS).map((header, index) => {
    const cells = rows.map((row) => row[index] ?? "");
    const longest = Math.max(header.length, ...cells.map((cell) => cell.length));
    const numeric = cells.every((cell) => cell === "" || NUMBER.test(cell));
    return {
      id: String(index),
      header,
      size: Math.min(320, 28 + longest * 8),
      meta: { title: header, align: numeric ? "right" : undefined },
      cell: ({ row }) => <span title={row.original[index]}>{row.original[index]}</span>,
    };
  });
}
