import { Anchor } from "@mantine/core";
import { BUILD_TAGS, type Run } from "@slipway/contract";
import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { CopyableId } from "../../ui/CopyableId.js";
import { type Fact, Facts } from "../../ui/Facts.js";
import { formatDuration } from "../../ui/format/format-duration.js";
import { Time } from "../../ui/Time.js";
import { BuildLink } from "../builds/BuildLink.js";
import { Commit } from "./Commit.js";
import { RunLink } from "./RunLink.js";
import { RunStatusBadge } from "./RunStatusBadge.js";
import { childrenFilter, runQueries } from "./run-queries.js";
import { durationOf, nameOf, parentOf, tagOf } from "./run-values.js";

/** Where a run came from and how it went. */
export function RunFacts({ run }: { run: Run }) {
  const { info } = run;
  const parent = parentOf(run);
  const { data: children } = useQuery(runQueries.hasChildren(run));
  const duration = durationOf(run, Date.now());
  const commit = tagOf(run, "mlflow.source.git.commit");
  const build = tagOf(run, BUILD_TAGS.kind) === "build" ? info.run_id : tagOf(run, BUILD_TAGS.build);
  const facts: Fact[] = [
    ["Status", <RunStatusBadge key="status" status={info.status} />],
    ["Started", <Time key="start" at={info.start_time} />],
    ["Ended", info.end_time ? <Time key="end" at={info.end_time} /> : undefined],
    ["Duration", duration === undefined ? undefined : formatDuration(duration)],
    ["User", tagOf(run, "mlflow.user") ?? info.user_id],
    ["Source", tagOf(run, "mlflow.source.name")],
    ["Commit", commit && <Commit key="commit" sha={commit} />],
    ["Branch", tagOf(run, "mlflow.source.git.branch")],
    [
      "Build",
      build && (
        <BuildLink key="build" runId={build}>
          Its matrix
        </BuildLink>
      ),
    ],
    ["Parent run", parent && <ParentLink key="parent" runId={parent} />],
    ["Child runs", children && <ChildrenLink key="children" run={run} />],
    [
      "Artifacts at",
      info.artifact_uri && <CopyableId key="uri" value={info.artifact_uri} what="artifact address" />,
    ],
    ["State", info.lifecycle_stage === "deleted" ? "deleted" : undefined],
  ];
  return <Facts facts={facts} />;
}

function ChildrenLink({ run: { info } }: { run: Run }) {
  return (
    <Anchor
      fz="inherit"
      renderRoot={(props) => (
        <Link
          {...props}
          to="/experiments/$experimentId"
          params={{ experimentId: info.experiment_id }}
          search={{ filter: childrenFilter(info.run_id) }}
        />
      )}
    >
      Show them
    </Anchor>
  );
}

function ParentLink({ runId }: { runId: string }) {
  const { data } = useQuery(runQueries.one(runId));
  return <RunLink runId={runId}>{data && nameOf(data)}</RunLink>;
}
