import { MultiSelect, Select, Stack, Text } from "@mantine/core";
import type { Run } from "@slipway/contract";
import { useMemo } from "react";
import type { ComparedGroup } from "../../../ui/compared/compared-rows.js";
import { Section } from "../../../ui/Section.js";
import { nameOf } from "../run-values.js";
import classes from "./Compare.module.css";
import type { CompareSearch } from "./compare-search.js";
import { axesOf, isNumeric, type PlotAxis } from "./compare-values.js";
import { ParallelChart } from "./ParallelChart.js";
import { ScatterChart } from "./ScatterChart.js";

interface Props {
  runs: readonly Run[];
  groups: readonly ComparedGroup[];
  search: CompareSearch;
  onChange: (part: CompareSearch) => void;
}

/** More axes than this at first say less. */
const USUAL_AXES = 6;

/** Runs as lines over parallel axes, and as points over two. */
export function ComparedPlots({ runs, groups, search, onChange }: Props) {
  const all = useMemo(() => axesOf(groups), [groups]);
  const names = all.map(({ name }) => name);
  const numeric = all.filter(({ row }) => isNumeric(row));
  const usual = all.filter(({ row }) => row.differs).map(({ name }) => name);
  const chosen = search.axes ?? usual.slice(0, USUAL_AXES);
  const axes = chosen.flatMap((name) => all.find((axis) => axis.name === name) ?? []);
  const find = (name: string | undefined, otherwise: PlotAxis | undefined) =>
    numeric.find((axis) => axis.name === name) ?? otherwise;
  const differing = numeric.filter(({ row }) => row.differs);
  const x = find(search.x, differing[0] ?? numeric[0]);
  const y = find(search.y, differing.at(-1) ?? numeric.at(-1));
  const labels = runs.map(nameOf);
  const options = numeric.map(({ name }) => name);
  if (all.length === 0) return <Text c="dimmed">These runs have logged no parameter and no metric.</Text>;
  return (
    <Stack gap="lg">
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
      {x && y && (
        <Section title="Scatter">
          <div className={classes.pair}>
            <Select
              size="xs"
              searchable
              label="Across"
              allowDeselect={false}
              data={options}
              value={x.name}
              onChange={(name) => onChange({ x: name ?? undefined })}
            />
            <Select
              size="xs"
              searchable
              label="Up"
              allowDeselect={false}
              data={options}
              value={y.name}
              onChange={(name) => onChange({ y: name ?? undefined })}
            />
          </div>
          <ScatterChart x={x} y={y} labels={labels} />
        </Section>
      )}
    </Stack>
  );
}
