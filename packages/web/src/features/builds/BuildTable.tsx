import { Anchor } from "@mantine/core";
import type { Build } from "@slipway/contract";
import type { ColumnDef } from "@tanstack/react-table";
import { useMemo } from "react";
import { formatDuration } from "../../ui/format/format-duration.js";
import { Nothing } from "../../ui/Nothing.js";
import { Time } from "../../ui/Time.js";
import { DataTable } from "../../ui/table/DataTable.js";
import { ExperimentLink } from "../experiments/ExperimentLink.js";
import { OutcomeBadge } from "../promotions/OutcomeBadge.js";
import { Commit } from "../runs/Commit.js";
import { RunLink } from "../runs/RunLink.js";
import { RunStatusBadge } from "../runs/RunStatusBadge.js";
import { durationOf, nameOf } from "../runs/run-values.js";
import { BuildLink } from "./BuildLink.js";
import { BuildProgress } from "./BuildProgress.js";
import { buildTagsOf } from "./build-tags.js";
import { countsOf } from "./count-states.js";

interface Props {
  builds: readonly Build[];
  /** Narrows the list down to the builds of one branch. */
  onBranch: (branch: string) => void;
}

/** Builds, each with its commit, how it stands and what came of it. */
export function BuildTable({ builds, onBranch }: Props) {
  const columns = useMemo(() => columnsOf(onBranch), [onBranch]);
  return <DataTable label="Builds" columns={columns} rows={builds} rowId={({ run }) => run.info.run_id} />;
}

type Column = ColumnDef<Build>;

const columnsOf = (onBranch: Props["onBranch"]): Column[] => [
  ...ABOUT,
  {
    id: "branch",
    header: "Branch",
    size: 120,
    cell: ({ row: { original } }) => {
      const { branch } = buildTagsOf(original.run);
      return branch ? (
        <Anchor
          component="button"
          type="button"
          fz="inherit"
          c="inherit"
          title={`Show the builds of ${branch} alone`}
          onClick={() => onBranch(branch)}
        >
          {branch}
        </Anchor>
      ) : (
        <Nothing />
      );
    },
  },
  ...REST,
];

const ABOUT: Column[] = [
  {
    id: "build",
    header: "Build",
    size: 150,
    cell: ({ row: { original } }) => (
      <BuildLink runId={original.run.info.run_id}>{nameOf(original.run)}</BuildLink>
    ),
  },
  {
    id: "status",
    header: "State",
    size: 112,
    cell: ({ row: { original } }) => <RunStatusBadge status={original.run.info.status} />,
  },
  {
    id: "candidates",
    header: "Candidates",
    size: 150,
    cell: ({ row: { original } }) => <BuildProgress counts={countsOf(original)} brief />,
  },
  {
    id: "decision",
    header: "Decision",
    size: 116,
    cell: ({ row: { original } }) => {
      const { outcome, reason } = buildTagsOf(original.run);
      if (!outcome) return <Nothing />;
      return (
        <span title={reason}>
          <RunLink runId={original.run.info.run_id} tab="decision">
            <OutcomeBadge outcome={outcome} />
          </RunLink>
        </span>
      );
    },
  },
  {
    id: "experiment",
    header: "Experiment",
    size: 140,
    cell: ({ row: { original } }) => <ExperimentLink experimentId={original.run.info.experiment_id} />,
  },
];

const REST: Column[] = [
  {
    id: "commit",
    header: "Commit",
    size: 112,
    cell: ({ row: { original } }) => <Commit sha={buildTagsOf(original.run).commit} />,
  },
  {
    id: "message",
    header: "Message",
    size: 240,
    cell: ({ row: { original } }) => {
      const { message } = buildTagsOf(original.run);
      return message ? <span title={message}>{message}</span> : <Nothing />;
    },
  },
  {
    id: "author",
    header: "Author",
    size: 140,
    cell: ({ row: { original } }) => {
      const { author } = buildTagsOf(original.run);
      return author ? <span title={author}>{author}</span> : <Nothing />;
    },
  },
  {
    id: "started",
    header: "Started",
    size: 108,
    cell: ({ row: { original } }) => <Time at={original.run.info.start_time} />,
  },
  {
    id: "duration",
    header: "Duration",
    size: 108,
    meta: { align: "right" },
    cell: ({ row: { original } }) => {
      const duration = durationOf(original.run, Date.now());
      return duration === undefined ? <Nothing /> : formatDuration(duration);
    },
  },
];
