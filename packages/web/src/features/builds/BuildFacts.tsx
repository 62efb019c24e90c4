import type { Run } from "@slipway/contract";
import { type Fact, Facts } from "../../ui/Facts.js";
import { formatDuration } from "../../ui/format/format-duration.js";
import { Time } from "../../ui/Time.js";
import { ExperimentLink } from "../experiments/ExperimentLink.js";
import { Commit } from "../runs/Commit.js";
import { RunLink } from "../runs/RunLink.js";
import { durationOf } from "../runs/run-values.js";
import { buildTagsOf } from "./build-tags.js";

/** What was built: from which commit, by whom, when, and how long it took. */
export function BuildFacts({ run }: { run: Run }) {
  const { commit, branch, author, message, dirty, source } = buildTagsOf(run);
  const { info } = run;
  const duration = durationOf(run, Date.now());
  const facts: Fact[] = [
    ["Message", message],
    ["Commit", commit && <Commit key="commit" sha={commit} />],
    ["Branch", branch],
    ["Author", author],
    ["Work tree", dirty && "had changes that were not committed"],
    ["Experiment", <ExperimentLink key="experiment" experimentId={info.experiment_id} />],
    ["File", source],
    ["Started", <Time key="start" at={info.start_time} />],
    ["Duration", duration === undefined ? undefined : formatDuration(duration)],
    ["Run", <RunLink key="run" runId={info.run_id} />],
    [
      "Files",
      <RunLink key="files" runId={info.run_id} tab="artifacts">
        logs and record of the build
      </RunLink>,
    ],
  ];
  return <Facts facts={facts} />;
}
