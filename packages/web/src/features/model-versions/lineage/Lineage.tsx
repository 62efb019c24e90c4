import type { ModelVersion, Run } from "@slipway/contract";
import { useQuery } from "@tanstack/react-query";
import { Loaded } from "../../../ui/Loaded.js";
import { Section } from "../../../ui/Section.js";
import { promotionQueries } from "../../promotions/promotion-queries.js";
import { runQueries } from "../../runs/run-queries.js";
import { modelVersionQueries } from "../model-version-queries.js";
import classes from "./Lineage.module.css";
import { DataStep, ModelStep, PlacesStep, RunStep, VersionsStep } from "./LineageSteps.js";

/** The way from the data that a version was trained on to where it was used. */
export function Lineage({ version }: { version: ModelVersion }) {
  const { run_id: runId } = version;
  return (
    <div id="lineage">
      <Section title="Lineage">
        {runId ? <LineageOfRun version={version} runId={runId} /> : <Steps version={version} />}
      </Section>
    </div>
  );
}

function LineageOfRun({ version, runId }: { version: ModelVersion; runId: string }) {
  const query = useQuery(runQueries.one(runId));
  return <Loaded query={query}>{(run) => <Steps version={version} run={run} />}</Loaded>;
}

function Steps({ version, run }: { version: ModelVersion; run?: Run }) {
  const { data: entries } = useQuery(promotionQueries.whole(version.name));
  const { data: siblings } = useQuery({
    ...modelVersionQueries.ofRun(version.run_id ?? ""),
    enabled: run !== undefined,
  });
  return (
    <ol className={classes.chain}>
      <DataStep run={run} />
      <RunStep run={run} />
      <ModelStep version={version} />
      <VersionsStep version={version} siblings={siblings ?? []} />
      <PlacesStep version={version} entries={entries ?? []} />
    </ol>
  );
}
