import { Checkbox, Select, Stack } from "@mantine/core";
import { Section } from "../../../ui/Section.js";
import { isSystemMetric } from "../../metrics/metric-groups.js";
import classes from "./Compare.module.css";
import type { CompareSearch } from "./compare-search.js";
import { numberOf, type PlotAxis } from "./compare-values.js";
import { ScatterChart } from "./ScatterChart.js";

interface Props {
  /** Those that are numbers. */
  axes: readonly PlotAxis[];
  /** The names of the runs. */
  labels: readonly string[];
  search: CompareSearch;
  onChange: (part: CompareSearch) => void;
}

/** Each run as a point over two of its values that are chosen. */
export function ScatterSection({ axes, labels, search, onChange }: Props) {
  const find = (name: string | undefined, otherwise: PlotAxis | undefined) =>
    axes.find((axis) => axis.name === name) ?? otherwise;
  const differing = axes.filter(({ row }) => row.differs && !isSystemMetric(row.key));
  const x = find(search.x, differing[0] ?? axes[0]);
  const y = find(search.y, differing.at(-1) ?? axes.at(-1));
  if (!x || !y) return null;
  const options = axes.map(({ name }) => name);
  return (
    <Section title="Scatter">
      <div className={classes.pair}>
        <AxisSelect
          label="Across"
          axis={x}
          options={options}
          log={search.xlog === true}
          onAxis={(name) => onChange({ x: name })}
          onLog={(log) => onChange({ xlog: log })}
        />
        <AxisSelect
          label="Up"
          axis={y}
          options={options}
          log={search.ylog === true}
          onAxis={(name) => onChange({ y: name })}
          onLog={(log) => onChange({ ylog: log })}
        />
      </div>
      <ScatterChart
        x={x}
        y={y}
        xlog={search.xlog === true && isPositive(x)}
        ylog={search.ylog === true && isPositive(y)}
        labels={labels}
      />
    </Section>
  );
}

interface AxisProps {
  label: string;
  axis: PlotAxis;
  options: readonly string[];
  log: boolean;
  onAxis: (name: string | undefined) => void;
  onLog: (log: true | undefined) => void;
}

/** What an axis shows, and on which scale. */
function AxisSelect({ label, axis, options, log, onAxis, onLog }: AxisProps) {
  const possible = isPositive(axis);
  return (
    <Stack gap={6}>
      <Select
        size="xs"
        searchable
        label={label}
        allowDeselect={false}
        data={[...options]}
        value={axis.name}
        onChange={(name) => onAxis(name ?? undefined)}
      />
      <Checkbox
        size="xs"
        label="Log scale"
        disabled={!possible}
        checked={log && possible}
        onChange={(event) => onLog(event.currentTarget.checked || undefined)}
      />
    </Stack>
  );
}

/** Whether a logarithmic scale has a place for every value. */
const isPositive = ({ row }: PlotAxis): boolean => row.cells.every((cell) => (numberOf(cell) ?? 1) > 0);
