import type { Run } from "@slipway/contract";
import { useRef, useState } from "react";
import { client } from "../../app/client.js";
import { fieldsOf } from "./run-columns.js";
import { csvHeading, csvLines } from "./run-csv.js";
import type { RunListing } from "./run-queries.js";

const PAGE = 1000;

/** All the runs of a list, page after page. */
async function* pagesOf(
  { experimentId, filter, view, orderBy }: RunListing,
  fields: string[],
  signal: AbortSignal,
): AsyncGenerator<Run[]> {
  let page_token: string | undefined;
  do {
    const page = await client.runs.search(
      {
        experiment_ids: [experimentId],
        filter,
        run_view_type: view,
        order_by: orderBy === undefined ? [] : [orderBy],
        max_results: PAGE,
        page_token,
        fields,
      },
      { signal },
    );
    yield page.runs;
    page_token = page.next_page_token || undefined;
  } while (page_token !== undefined);
}

/** Downloads a list of runs as a CSV file: every run that the list finds, not only those that are loaded. */
export function useCsvDownload(listing: RunListing, columns: readonly string[], fileName: string) {
  const running = useRef<AbortController>(undefined);
  /** How many runs have come; undefined while nothing is downloaded. */
  const [done, setDone] = useState<number>();
  const [error, setError] = useState<Error>();
  const start = async () => {
    const control = new AbortController();
    running.current = control;
    setError(undefined);
    setDone(0);
    try {
      const parts = [csvHeading(columns)];
      let count = 0;
      for await (const runs of pagesOf(listing, fieldsOf(columns), control.signal)) {
        parts.push(csvLines(runs, columns));
        count += runs.length;
        setDone(count);
      }
      save(new Blob(parts, { type: "text/csv;charset=utf-8" }), fileName);
    } catch (failure) {
      if (!control.signal.aborted) setError(failure instanceof Error ? failure : new Error(String(failure)));
    }
    setDone(undefined);
  };
  return { start, stop: () => running.current?.abort(), done, error };
}

function save(content: Blob, fileName: string): void {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(content);
  link.download = fileName;
  link.click();
  // The browser has begun to read by then.
  setTimeout(() => URL.revokeObjectURL(link.href), 10_000);
}
