import { Box, Button, Group, Stack, Text } from "@mantine/core";
import { IconPlayerPause, IconPlayerPlay } from "@tabler/icons-react";
import { useEffect, useLayoutEffect, useMemo, useRef, useState } from "react";
import { EmptyState } from "../../ui/EmptyState.js";
import { formatBytes } from "../../ui/format/format-bytes.js";
import { Loaded } from "../../ui/Loaded.js";
import { type LogPart, logText } from "./log-part.js";
import classes from "./RunLog.module.css";
import { useRunLog } from "./use-run-log.js";

interface Props {
  runId: string;
  /** How often to ask again, in milliseconds; false once the run has ended. */
  refresh: number | false;
}

/** What the training command printed, as it prints it. */
export function RunLog({ runId, refresh }: Props) {
  const [paused, setPaused] = useState(false);
  const { query, earlier } = useRunLog(runId, !paused && refresh);
  const { refetch } = query;
  const live = refresh !== false;
  useEffect(() => {
    // The last lines come when the run has ended, after the last look.
    if (!live) void refetch();
  }, [live, refetch]);
  return (
    <Loaded query={query} lines={12}>
      {(part) => (
        <Stack gap={6}>
          <Group justify="space-between" mih={28}>
            <Text fz="xs" c="dimmed">
              {part.start === 0
                ? `The whole log, ${formatBytes(part.end)}`
                : `The last ${formatBytes(part.bytes.length)} of ${formatBytes(part.end)}`}
            </Text>
            <Group gap="xs">
              {part.start > 0 && (
                <Button variant="default" loading={earlier.isPending} onClick={() => earlier.mutate(part)}>
                  Show what came before
                </Button>
              )}
              {live && <Follow paused={paused} onPause={setPaused} />}
            </Group>
          </Group>
          {part.end === 0 ? (
            <EmptyState title="Nothing printed yet">
              {live ? "Lines appear here as the training prints them." : "The training printed nothing."}
            </EmptyState>
          ) : (
            <LogText part={part} follow={!paused} />
          )}
        </Stack>
      )}
    </Loaded>
  );
}

function Follow({ paused, onPause }: { paused: boolean; onPause: (paused: boolean) => void }) {
  const Icon = paused ? IconPlayerPlay : IconPlayerPause;
  return (
    <>
      <Text fz="xs" c="dimmed" role="status">
        {paused ? "Paused" : "Follows the run"}
      </Text>
      <Button variant="default" leftSection={<Icon size={14} />} onClick={() => onPause(!paused)}>
        {paused ? "Follow" : "Pause"}
      </Button>
    </>
  );
}

/** Stays at the end while the log grows, unless someone has scrolled up; what is put before it moves nothing. */
function LogText({ part, follow }: { part: LogPart; follow: boolean }) {
  const place = useRef<HTMLPreElement>(null);
  const atEnd = useRef(true);
  const before = useRef({ start: part.start, height: 0 });
  const text = useMemo(() => logText(part), [part]);
  useLayoutEffect(() => {
    const log = place.current;
    if (!log) return;
    const { start } = part;
    if (start < before.current.start) log.scrollTop += log.scrollHeight - before.current.height;
    else if (follow && atEnd.current) log.scrollTop = log.scrollHeight;
    before.current = { start, height: log.scrollHeight };
  }, [part, follow]);
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
