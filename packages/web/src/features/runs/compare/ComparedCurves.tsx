import { Group, SegmentedControl, Stack } from "@mantine/core";
import type { Run } from "@slipway/contract";
import { useMemo } from "react";
import type { ComparedGroup } from "../../../ui/compared/compared-rows.js";
import { MetricCards } from "../../metrics/MetricCards.js";
import { nameOf } from "../run-values.js";
import type { CompareSearch } from "./compare-search.js";
import { rowsTitled } from "./compare-values.js";
import { GroupLegend } from "./GroupLegend.js";
import { GroupSelect } from "./GroupSelect.js";
import { groupRuns } from "./run-groups.js";

interface Props {
  runs: readonly Run[];
  values: readonly ComparedGroup[];
  search: CompareSearch;
  onChange: (part: CompareSearch) => void;
}

/** A chart of each metric that has a history: a curve for each run, or for each group its mean with a band. */
export function ComparedCurves({ runs, values, search, onChange }: Props) {
  const { by = "run" } = search;
  const curves = useMemo(() => runs.map((run) => ({ runId: run.info.run_id, name: nameOf(run) })), [runs]);
  const groups = useMemo(() => (by === "run" ? undefined : groupRuns(runs, by)), [runs, by]);
  const metrics = useMemo(() => {
    const points = runs.flatMap((run) => run.data.metrics);
    const keys = [...new Set(points.map(({ key }) => key))];
    const long = new Set(points.filter(({ step }) => Number(step) !== 0).map(({ key }) => key));
    return keys.filter((key) => long.has(key)).map((key) => ({ key, curve: true }));
  }, [runs]);
  return (
    <Stack gap="md">
      <Group align="flex-end" gap="sm">
        <GroupSelect
          label="Curves of"
          value={by}
          params={rowsTitled(values, "Parameters")
            .filter(({ differs }) => differs)
            .map(({ key }) => key)}
          onChange={(next) => onChange({ by: next === "run" ? undefined : next })}
        />
        {groups && (
          <SegmentedControl
            size="xs"
            aria-label="Band around the mean"
            value={search.band ?? "sd"}
            onChange={(band) => onChange({ band: band === "range" ? band : undefined })}
            data={[
              { value: "sd", label: "± 1 standard deviation" },
              { value: "range", label: "Least to greatest" },
            ]}
          />
        )}
      </Group>
      {groups && <GroupLegend groups={groups} />}
      <MetricCards
        runs={curves}
        groups={groups}
        metrics={metrics}
        view={search}
        onView={onChange}
        none="None of these runs logged a metric more than once."
      />
    </Stack>
  );
}
