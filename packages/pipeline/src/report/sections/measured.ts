import type { Decision } from "@slipway/contract";
import { differenceText, valueText } from "../../gates/verdict-text.js";
import type { Section } from "../report.js";
import { row, table } from "../table.js";

/** The metrics of both models on the held-out examples. */
export function measuredSection({ evaluation }: Pick<Decision, "evaluation">): Section[] {
  if (!evaluation || Object.keys(evaluation.candidate).length === 0) return [];
  const { candidate, champion } = evaluation;
  const rows = Object.entries(candidate).map(([metric, value]) => {
    const other = champion?.[metric];
    if (!champion) return row([metric, valueText(value)]);
    const compared = other === undefined ? ["n/a", "n/a"] : [valueText(other), differenceText(value - other)];
    return row([metric, valueText(value), ...compared]);
  });
  const columns = champion ? ["metric", "#new model", "#champion", "#difference"] : ["metric", "#new model"];
  return [
    {
      title: "Measured on the held-out examples",
      text: [],
      figures: [],
      folded: false,
      table: table(columns, rows),
    },
  ];
}
