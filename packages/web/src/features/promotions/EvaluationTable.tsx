import { Stack, Text } from "@mantine/core";
import type { Evaluation } from "@slipway/contract";
import type { ColumnDef } from "@tanstack/react-table";
import { formatDifference } from "../../ui/format/format-number.js";
import { Nothing } from "../../ui/Nothing.js";
import { NumberText } from "../../ui/NumberText.js";
import { DataTable } from "../../ui/table/DataTable.js";

interface Line {
  metric: string;
  candidate: number | undefined;
  champion: number | undefined;
}

const COLUMNS: ColumnDef<Line>[] = [
  { id: "metric", header: "Metric", size: 200, cell: ({ row: { original } }) => original.metric },
  {
    id: "champion",
    header: "Champion",
    size: 120,
    meta: { align: "right" },
    cell: ({ row: { original } }) => <NumberText value={original.champion} />,
  },
  {
    id: "candidate",
    header: "New model",
    size: 120,
    meta: { align: "right" },
    cell: ({ row: { original } }) => <NumberText value={original.candidate} />,
  },
  {
    id: "difference",
    header: "Difference",
    size: 120,
    meta: { align: "right" },
    cell: ({ row: { original } }) => {
      const { candidate, champion } = original;
      return candidate === undefined || champion === undefined ? (
        <Nothing />
      ) : (
        formatDifference(candidate - champion)
      );
    },
  },
];

/** What candidate and champion measured on the held-out examples. */
export function EvaluationTable({ evaluation }: { evaluation: Evaluation }) {
  const { candidate, champion = {}, examples, paired, champion_predictions, digest } = evaluation;
  // A metric may be called as what every object has.
  const [own, other] = [candidate, champion].map((values) => new Map(Object.entries(values)));
  const metrics = [...new Set([...Object.keys(candidate), ...Object.keys(champion)])];
  const lines = metrics.map((metric) => ({
    metric,
    candidate: own?.get(metric),
    champion: other?.get(metric),
  }));
  const notes = [
    `${Number(examples).toLocaleString("en-US")} examples`,
    paired ? "the same for both" : "unpaired: only logged metrics could be compared",
    champion_predictions === "kept" && "the champion’s predictions are those kept at its promotion",
    digest && `digest ${digest}`,
  ];
  return (
    <Stack gap={6}>
      <DataTable label="Evaluation" columns={COLUMNS} rows={lines} rowId={(line) => line.metric} />
      <Text fz="xs" c="dimmed" style={{ overflowWrap: "anywhere" }}>
        {notes.filter(Boolean).join(" · ")}
      </Text>
    </Stack>
  );
}
