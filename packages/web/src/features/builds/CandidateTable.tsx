import { Text } from "@mantine/core";
import type { Run } from "@slipway/contract";
import type { ColumnDef } from "@tanstack/react-table";
import { type ReactNode, useMemo } from "react";
import { formatDuration } from "../../ui/format/format-duration.js";
import { Nothing } from "../../ui/Nothing.js";
import { NumberText } from "../../ui/NumberText.js";
import { StatusBadge } from "../../ui/StatusBadge.js";
import { Time } from "../../ui/Time.js";
import { DataTable } from "../../ui/table/DataTable.js";
import { RunLink } from "../runs/RunLink.js";
import { durationOf, valuesOf } from "../runs/run-values.js";
import type { MatrixConfiguration, Repeat } from "./configurations.js";
import { STATES, stateOf } from "./count-states.js";

/** So many are listed at once; a cell of the grid narrows them down. */
const MOST = 200;

interface Candidate extends Repeat {
  configuration: string;
}

interface Props {
  configurations: readonly MatrixConfiguration[];
  metric: string | undefined;
  live: boolean;
}

/** The trainings of a build one by one: state, metric, time, and the ways to run and log. */
export function CandidateTable({ configurations, metric, live }: Props) {
  const rows = configurations.flatMap(({ label: configuration, repeats }) =>
    repeats.map((repeat): Candidate => ({ ...repeat, configuration })),
  );
  const columns = useMemo(() => columnsOf(metric, live), [metric, live]);
  return (
    <>
      <DataTable label="Candidates" columns={columns} rows={rows.slice(0, MOST)} />
      {rows.length > MOST && (
        <Text fz="xs" c="dimmed">
          The first {MOST} of {rows.length}. Choose a cell of the matrix to see its own.
        </Text>
      )}
    </>
  );
}

const ofRun =
  (show: (run: Run) => ReactNode): ColumnDef<Candidate>["cell"] =>
  ({ row: { original } }) =>
    original.run ? show(original.run) : <Nothing />;

const columnsOf = (metric: string | undefined, live: boolean): ColumnDef<Candidate>[] => [
  {
    id: "state",
    header: "State",
    size: 110,
    cell: ({ row: { original } }) => {
      const { tone, word } = STATES[stateOf(original, live)];
      const failure = original.run && valuesOf(original.run).tags.get("slipway.failure");
      return (
        <span title={failure}>
          <StatusBadge tone={tone} label={word} />
        </span>
      );
    },
  },
  {
    id: "configuration",
    header: "Configuration",
    size: 300,
    cell: ({ row: { original } }) => {
      const { run, configuration } = original;
      return run ? (
        <RunLink runId={run.info.run_id}>
          <span title={configuration}>{configuration}</span>
        </RunLink>
      ) : (
        <span title={configuration}>{configuration}</span>
      );
    },
  },
  {
    id: "repeat",
    header: "Repeat",
    size: 90,
    cell: ({ row: { original } }) => original.label || <Nothing />,
  },
  {
    id: "metric",
    header: metric ?? "Metric",
    size: 130,
    meta: { align: "right", title: metric },
    cell: ofRun((run) => (
      <NumberText value={metric === undefined ? undefined : valuesOf(run).metrics.get(metric)} />
    )),
  },
  {
    id: "duration",
    header: "Duration",
    size: 110,
    meta: { align: "right" },
    cell: ofRun((run) => {
      const duration = durationOf(run, Date.now());
      return duration === undefined ? <Nothing /> : formatDuration(duration);
    }),
  },
  { id: "started", header: "Started", size: 110, cell: ofRun((run) => <Time at={run.info.start_time} />) },
  {
    id: "log",
    header: "Log",
    size: 70,
    cell: ofRun((run) => (
      <RunLink runId={run.info.run_id} tab="log">
        Log
      </RunLink>
    )),
  },
  {
    id: "failure",
    header: "",
    size: 320,
    cell: ofRun((run) => {
      const failure = valuesOf(run).tags.get("slipway.failure");
      return (
        failure && (
          <Text span fz="xs" c="var(--mantine-color-error)" title={failure}>
            {failure}
          </Text>
        )
      );
    }),
  },
];
