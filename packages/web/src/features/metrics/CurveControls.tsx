import { Checkbox, Group, SegmentedControl, Slider, Text } from "@mantine/core";
import { axisOf, type CurveView } from "./curve-view.js";
import type { Axis } from "./metric-series.js";

interface Props {
  view: CurveView;
  onChange: (part: CurveView) => void;
}

const NAMES: Record<Axis, string> = { step: "Step", time: "Time", relative: "Relative" };

/** How curves are drawn: over what, on which scale, how smooth. */
export function CurveControls({ view, onChange }: Props) {
  const { log = false, smooth = 0 } = view;
  return (
    <Group gap="md">
      <Group gap={8} wrap="nowrap">
        <Text fz="xs" c="dimmed" className="numeric" w={104} style={{ whiteSpace: "nowrap" }}>
          {smooth === 0 ? "Smoothing off" : `Smoothing ${smooth.toFixed(2)}`}
        </Text>
        <Slider
          w={110}
          size="sm"
          label={null}
          thumbLabel="Smoothing"
          min={0}
          max={0.99}
          step={0.01}
          defaultValue={smooth}
          onChangeEnd={(value) => onChange({ smooth: value === 0 ? undefined : value })}
        />
      </Group>
      <Checkbox
        size="xs"
        label="Log scale"
        checked={log}
        onChange={(event) => onChange({ log: event.currentTarget.checked || undefined })}
      />
      <SegmentedControl
        size="xs"
        aria-label="Drawn over"
        value={axisOf(view)}
        onChange={(value) =>
          onChange({ over: value === "step" ? undefined : (value as "time" | "relative") })
        }
        data={Object.entries(NAMES).map(([value, label]) => ({ value, label }))}
      />
    </Group>
  );
}
