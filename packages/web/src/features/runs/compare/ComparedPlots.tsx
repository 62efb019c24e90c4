import { MultiSelect, Stack, Text } from "@mantine/core";
import type { Run } from "@slipway/contract";
import { useMemo } from "react";
import type { ComparedGroup } from "../../../ui/compared/compared-rows.js";
import { Section } from "../../../ui/Section.js";
import { isSystemMetric } from "../../metrics/metric-groups.js";
import { nameOf } from "../run-values.js";
import type { CompareSearch } from "./compare-search.js";
import { axesOf, isNumeric } from "./compare-values.js";
import { MetricPlots } from "./MetricPlots.js";
import { ParallelChart } from "./ParallelChart.js";
import { ScatterSection } from "./ScatterSection.js";

interface Props {
  runs: readonly Run[];
  values: readonly ComparedGroup[];
  search: CompareSearch;
  onChange: (part: CompareSearch) => void;
}

/** More axes than this at first say less. */
const USUAL_AXES = 6;

/** How a metric spreads and what goes with it; runs as lines over parallel axes, and as points over two. */
export function ComparedPlots({ runs, values, search, onChange }: Props) {
  const all = useMemo(() => axesOf(values), [values]);
  const names = all.map(({ name }) => name);
  const numeric = all.filter(({ row }) => isNumeric(row));
  const usual = all.filter(({ row }) => row.differs && !isSystemMetric(row.key)).map(({ name }) => name);
  const chosen = search.axes ?? usual.slice(0, USUAL_AXES);
  const axes = chosen.flatMap((name) => all.find((axis) => axis.name === name) ?? []);
  const labels = runs.map(nameOf);
  if (all.length === 0) return <Text c="dimmed">These runs have logged no parameter and no metric.</Text>;
  return (
    <Stack gap="lg">
      <MetricPlots runs={runs} groups={values} search={search} onChange={onChange} />
      <Section title="Parallel coordinates">
        <MultiSelect
          size="xs"
          searchable
          label="Axes, from left to right"
          data={names}
          value={chosen}
          onChange={(next) => onChange({ axes: next })}
          maxDropdownHeight={300}
        />
        {axes.length > 1 ? (
          <ParallelChart axes={axes} labels={labels} />
        ) : (
          <Text fz="sm" c="dimmed">
            Choose two axes or more.
          </Text>
        )}
      </Section>
      <ScatterSection axes={numeric} labels={labels} search={search} onChange={onChange} />
    </Stack>
  );
}
