import { Select } from "@mantine/core";
import type { Run } from "@slipway/contract";
import type { ComparedGroup } from "../../../ui/compared/compared-rows.js";
import { isSystemMetric } from "../../metrics/metric-groups.js";
import { ComparedSpread } from "./ComparedSpread.js";
import type { CompareSearch } from "./compare-search.js";
import { isNumeric, rowsTitled } from "./compare-values.js";
import { ImportanceTable } from "./ImportanceTable.js";

interface Props {
  runs: readonly Run[];
  groups: readonly ComparedGroup[];
  search: CompareSearch;
  onChange: (part: CompareSearch) => void;
}

/** How one metric spreads, and which parameters go with it. */
export function MetricPlots({ runs, groups, search, onChange }: Props) {
  const params = rowsTitled(groups, "Parameters").filter(({ differs }) => differs);
  const metrics = rowsTitled(groups, "Metrics").filter(isNumeric);
  const usual = metrics.find(({ key, differs }) => differs && !isSystemMetric(key)) ?? metrics[0];
  const metric = metrics.find(({ key }) => key === search.metric) ?? usual;
  if (!metric) return null;
  return (
    <>
      <Select
        size="xs"
        searchable
        label="Metric"
        maw={280}
        allowDeselect={false}
        data={metrics.map(({ key }) => key)}
        value={metric.key}
        onChange={(key) => onChange({ metric: key ?? undefined })}
      />
      <ComparedSpread runs={runs} metric={metric} params={params} search={search} onChange={onChange} />
      {params.length > 0 && <ImportanceTable params={params} metric={metric} />}
    </>
  );
}
