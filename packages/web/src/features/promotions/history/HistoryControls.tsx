import { Button, Group, SegmentedControl, TextInput } from "@mantine/core";
import type { HistorySearch, Range } from "./history-search.js";
import { dayOf, momentOf, timeOf, writeMoment } from "./moment.js";

interface Props {
  search: HistorySearch;
  /** The moment that is looked at; undefined for the present. */
  at: number | undefined;
  onChange: (part: HistorySearch) => void;
}

const NAMES: Record<Range, string> = {
  all: "All",
  "1y": "1 year",
  "90d": "90 days",
  "30d": "30 days",
  "7d": "7 days",
};

/** Which moment is looked at, and which stretch of time is drawn. */
export function HistoryControls({ search, at, onChange }: Props) {
  const day = at === undefined ? "" : dayOf(at);
  const pick = (nextDay: string, time: string) => {
    const moment = momentOf(nextDay, time);
    if (moment !== undefined) onChange({ at: writeMoment(moment) });
  };
  return (
    <Group gap="sm" align="end">
      <TextInput
        type="date"
        label="What was in use on"
        value={day}
        onChange={(event) => pick(event.currentTarget.value, "")}
      />
      <TextInput
        type="time"
        label="at"
        value={at === undefined ? "" : timeOf(at)}
        disabled={at === undefined}
        onChange={(event) => pick(day, event.currentTarget.value)}
      />
      {at !== undefined && (
        <Button variant="default" onClick={() => onChange({ at: undefined })}>
          Now
        </Button>
      )}
      <SegmentedControl
        size="xs"
        ml="auto"
        aria-label="Time in view"
        value={search.range ?? "all"}
        onChange={(value) =>
          onChange({ range: value === "all" ? undefined : (value as HistorySearch["range"]) })
        }
        data={Object.entries(NAMES).map(([value, label]) => ({ value, label }))}
      />
    </Group>
  );
}
