import { Checkbox, Group, SegmentedControl, Text } from "@mantine/core";
import type { Run } from "@slipway/contract";
import { useMemo } from "react";
import type { ComparedRow } from "../../../ui/compared/compared-rows.js";
import { Section } from "../../../ui/Section.js";
import type { CompareSearch } from "./compare-search.js";
import { numberOf } from "./compare-values.js";
import { GroupSelect } from "./GroupSelect.js";
import { groupRuns, hasRepeats } from "./run-groups.js";
import { SpreadChart } from "./SpreadChart.js";

/** More groups than this are no longer told apart. */
const MOST_GROUPS = 40;

interface Props {
  runs: readonly Run[];
  metric: ComparedRow;
  params: readonly ComparedRow[];
  search: CompareSearch;
  onChange: (part: CompareSearch) => void;
}

/** How far a metric spreads in each group of runs. */
export function ComparedSpread({ runs, metric, params, search, onChange }: Props) {
  const by = search.by ?? (hasRepeats(runs) ? "configuration" : "run");
  const kind = search.spread ?? "bars";
  const groups = useMemo(
    () =>
      groupRuns(runs, by)
        .map(({ label, places }) => ({
          label,
          values: places.flatMap((place) => numberOf(metric.cells[place]) ?? []),
        }))
        .filter(({ values }) => values.length > 0),
    [runs, by, metric],
  );
  const drawable = groups.every(({ values }) => values.every((value) => value > 0));
  return (
    <Section title="Spread">
      <Group align="flex-end" gap="sm">
        <GroupSelect
          label="Put together by"
          value={by}
          params={params.map(({ key }) => key)}
          onChange={(next) => onChange({ by: next })}
        />
        <SegmentedControl
          size="xs"
          aria-label="Drawn as"
          value={kind}
          onChange={(value) => onChange({ spread: value === "boxes" ? value : undefined })}
          data={[
            { value: "bars", label: "Bars" },
            { value: "boxes", label: "Boxes" },
          ]}
        />
        <Checkbox
          size="xs"
          mb={7}
          label="Log scale"
          disabled={!drawable}
          checked={search.log === true && drawable}
          onChange={(event) => onChange({ log: event.currentTarget.checked || undefined })}
        />
      </Group>
      <SpreadChart
        metric={metric.key}
        groups={groups.slice(0, MOST_GROUPS)}
        kind={kind}
        log={search.log === true && drawable}
      />
      <Text fz="xs" c="dimmed">
        {kind === "bars"
          ? "Bars are means, the lines across them one standard deviation to either side; each run is a point."
          : "Boxes hold the middle half with the median, whiskers reach at most 1.5 times as far; each run is a point. Fewer than 5 runs have no box."}
        {groups.length > MOST_GROUPS && ` The first ${MOST_GROUPS} of ${groups.length} groups are drawn.`}
      </Text>
    </Section>
  );
}
