import type { Configuration, Decision, Selection } from "@slipway/contract";
import { meanText } from "../decision-text.js";
import type { ForestFigure } from "../figure.js";
import type { Section } from "../report.js";
import { row, table } from "../table.js";

/** Configurations that a chart has room for. */
const MOST_DRAWN = 12;

/** What the candidate was selected from, best first. */
export function configurationsSection({ selection }: Pick<Decision, "selection">): Section[] {
  if (!selection) return [];
  const { metric, selected, rule } = selection;
  const ranked = ranking(selection);
  const excluded = ranked.some((one) => one.excluded !== undefined);
  const rows = ranked.map((one) =>
    row([one.label, meanText(one, rule), ...(excluded ? [one.excluded ?? ""] : [])], one.label === selected),
  );
  const drawn = ranked.filter(({ mean }) => mean !== undefined);
  return [
    {
      title: "Configurations",
      folded: false,
      text: [
        `Selected by the mean of ${metric} (${selection.goal === "minimize" ? "less is better" : "more is better"}) over the repeats of each configuration. What ships is ${rule}, never the luckiest.`,
      ],
      figures: drawn.length > 1 ? [forestOf(drawn, selection)] : [],
      table: table(["configuration", `#${metric}`, ...(excluded ? ["left out because"] : [])], rows),
    },
  ];
}

function ranking({ configurations, goal }: Selection): Configuration[] {
  const sign = goal === "minimize" ? 1 : -1;
  const place = ({ mean }: Configuration) => (mean === undefined ? Number.POSITIVE_INFINITY : sign * mean);
  return configurations.toSorted((a, b) => place(a) - place(b) || 0);
}

/** The best ones, and the selected one wherever it stands. */
function forestOf(ranked: readonly Configuration[], { metric, selected }: Selection): ForestFigure {
  const rows = ranked.filter(({ label }, place) => place < MOST_DRAWN || label === selected);
  return {
    kind: "forest",
    title: `${metric} of the configurations: ◆ mean, ├─┤ standard deviation, ○ each repeat`,
    metric,
    rows: rows.map(({ label, mean = 0, spread, runs, eligible }) => ({
      label,
      mean,
      ...(spread !== undefined && { spread }),
      repeats: runs.flatMap(({ value }) => (value !== undefined && Number.isFinite(value) ? [value] : [])),
      selected: label === selected,
      eligible,
    })),
  };
}
