import type { Run } from "@slipway/contract";
import { ComparedValues } from "../../../ui/compared/ComparedValues.js";
import type { ComparedGroup } from "../../../ui/compared/compared-rows.js";
import { nameOf } from "../run-values.js";
import type { CompareSearch } from "./compare-search.js";
import { LineSample } from "./RunLegend.js";

interface Props {
  runs: readonly Run[];
  values: readonly ComparedGroup[];
  search: CompareSearch;
  onChange: (part: CompareSearch) => void;
  /** What is said when the runs agree in everything. */
  alike?: string;
}

/** What runs logged and are, key by key. */
export function ComparedRuns({ runs, values, search, onChange, alike }: Props) {
  return (
    <ComparedValues
      columns={runs.map((run, index) => ({
        id: run.info.run_id,
        name: nameOf(run),
        mark: <LineSample index={index} />,
      }))}
      groups={values}
      alike={alike ?? "These runs differ in nothing that they logged."}
      same={search.same === true}
      onSame={(same) => onChange({ same: same || undefined })}
    />
  );
}
