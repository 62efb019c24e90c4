import { ActionIcon, Button, Tooltip } from "@mantine/core";
import { IconDownload } from "@tabler/icons-react";
import type { RunListing } from "./run-queries.js";
import { useCsvDownload } from "./use-csv-download.js";

interface Props {
  listing: RunListing;
  columns: readonly string[];
}

/** Downloads all the runs that a list finds, with its columns; says how far it is, and stops when asked to. */
export function CsvDownload({ listing, columns }: Props) {
  const { start, stop, done, error } = useCsvDownload(listing, columns, `runs-${listing.experimentId}.csv`);
  if (done !== undefined)
    return (
      <Button variant="default" onClick={stop} aria-label="Stop the download">
        {`${done.toLocaleString("en-US")} runs… Stop`}
      </Button>
    );
  const label = error ? `The download failed: ${error.message} Try again` : "Download all these runs as CSV";
  return (
    <Tooltip label={label} multiline maw={360}>
      <ActionIcon
        variant="default"
        size={30}
        color={error && "red"}
        onClick={() => void start()}
        aria-label={label}
      >
        <IconDownload size={15} />
      </ActionIcon>
    </Tooltip>
  );
}
