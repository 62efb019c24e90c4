import { Tabs } from "@mantine/core";
import type { Run } from "@slipway/contract";
import { type ComponentType, lazy, Suspense, useMemo } from "react";
import type { ComparedGroup } from "../../../ui/compared/compared-rows.js";
import { LoadingState } from "../../../ui/LoadingState.js";
import classes from "./Compare.module.css";
import { ComparedArtifacts } from "./ComparedArtifacts.js";
import { ComparedCode } from "./ComparedCode.js";
import { ComparedCurves } from "./ComparedCurves.js";
import { ComparedRuns } from "./ComparedRuns.js";
import { COMPARE_TABS, type CompareSearch, type CompareTab } from "./compare-search.js";
import { compareValues } from "./compare-values.js";

const ComparedPlots = lazy(async () => ({ default: (await import("./ComparedPlots.js")).ComparedPlots }));

/** What a tab shows. */
interface PanelProps {
  runs: readonly Run[];
  values: readonly ComparedGroup[];
  search: CompareSearch;
  onChange: (part: CompareSearch) => void;
}

const TABS: Record<CompareTab, { title: string; Panel: ComponentType<PanelProps> }> = {
  values: { title: "Values", Panel: ComparedRuns },
  curves: { title: "Curves", Panel: ComparedCurves },
  plots: { title: "Plots", Panel: ComparedPlots },
  artifacts: { title: "Artifacts", Panel: ComparedArtifacts },
  code: { title: "Code", Panel: ComparedCode },
};

interface Props extends Omit<PanelProps, "values"> {
  onOpen: (tab: CompareTab) => void;
}

/** The runs side by side, in one respect at a time. */
export function CompareTabs({ runs, search, onChange, onOpen }: Props) {
  const values = useMemo(() => compareValues(runs, Date.now()), [runs]);
  const tab = search.tab ?? "values";
  const { Panel } = TABS[tab];
  return (
    <Tabs value={tab} onChange={(next) => onOpen(next as CompareTab)} keepMounted={false}>
      <Tabs.List mb="md" className={classes.tabs}>
        {COMPARE_TABS.map((name) => (
          <Tabs.Tab key={name} value={name}>
            {TABS[name].title}
          </Tabs.Tab>
        ))}
      </Tabs.List>
      <Tabs.Panel value={tab}>
        <Suspense fallback={<LoadingState />}>
          <Panel runs={runs} values={values} search={search} onChange={onChange} />
        </Suspense>
      </Tabs.Panel>
    </Tabs>
  );
}
