import type { Decision } from "@slipway/contract";
import { differenceText, valueText } from "../../gates/verdict-text.js";
import type { Section } from "../report.js";
import { row, table } from "../table.js";

type Values = Readonly<Record<string, number>>;

/** The metrics of both models on the held-out examples, and what was measured of the models themselves. */
export function measuredSection({ evaluation }: Pick<Decision, "evaluation">): Section[] {
  if (!evaluation) return [];
  const { candidate, champion, reported } = evaluation;
  return [
    ...sectionOf("Measured on the held-out examples", candidate, champion),
    ...sectionOf("Measured of the models themselves", reported?.candidate ?? {}, reported?.champion),
  ];
}

function sectionOf(title: string, candidate: Values, champion: Values | undefined): Section[] {
  if (Object.keys(candidate).length === 0) return [];
  const others = new Map(Object.entries(champion ?? {}));
  const rows = Object.entries(candidate).map(([metric, value]) => {
    const other = others.get(metric);
    if (!champion) return row([metric, valueText(value)]);
    const compared = other === undefined ? ["n/a", "n/a"] : [valueText(other), differenceText(value - other)];
    return row([metric, valueText(value), ...compared]);
  });
  const columns = champion ? ["metric", "#new model", "#champion", "#difference"] : ["metric", "#new model"];
  return [{ title, text: [], figures: [], folded: false, table: table(columns, rows) }];
}
