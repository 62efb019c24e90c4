import { Box, Group, Stack, Text } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useEffect, useRef } from "react";
import { formatBytes } from "../../ui/format/format-bytes.js";
import { Loaded } from "../../ui/Loaded.js";
import { artifactQueries } from "../artifacts/artifact-queries.js";
import classes from "./RunLog.module.css";

const FOLDER = "slipway";
const PATH = "slipway/output.log";
const LIMIT = 512 * 1024;

interface Props {
  runId: string;
  /** How often to ask again, in milliseconds. */
  refresh: number | false;
}

/** What the training command printed, as it prints it. */
export function RunLog({ runId, refresh }: Props) {
  const listing = useQuery(artifactQueries.list({ runId }, FOLDER, refresh));
  const size = Number(listing.data?.find(({ path }) => path === PATH)?.file_size ?? 0);
  const query = useQuery({
    ...artifactQueries.end({ runId }, PATH, LIMIT, size, refresh),
    enabled: listing.isFetched,
  });
  return (
    <Loaded query={query} lines={12}>
      {({ bytes, cut }) => (
        <Stack gap={6}>
          <Group justify="space-between">
            <Text fz="xs" c="dimmed">
              {cut ? `The last ${formatBytes(LIMIT)} of the log` : "The whole log"}
            </Text>
            {refresh && (
              <Text fz="xs" c="dimmed" role="status">
                Follows the run
              </Text>
            )}
          </Group>
          <LogText text={new TextDecoder().decode(bytes)} />
        </Stack>
      )}
    </Loaded>
  );
}

/** Stays at the end while the log grows, unless someone has scrolled up. */
function LogText({ text }: { text: string }) {
  const place = useRef<HTMLPreElement>(null);
  const atEnd = useRef(true);
  useEffect(() => {
    if (place.current && atEnd.current) place.current.scrollTop = place.current.scrollHeight;
  });
  return (
    <Box
      component="pre"
      ref={place}
      className={classes.log}
      role="log"
      aria-label="Log"
      tabIndex={0}
      onScroll={({ currentTarget: { scrollTop, clientHeight, scrollHeight } }) => {
        atEnd.current = scrollHeight - scrollTop - clientHeight < 24;
      }}
    >
      {text}
    </Box>
  );
}
