import { countText } from "../../gates/verdict-text.js";
import type { Figure } from "../figure.js";
import type { Table } from "../report.js";
import { row, table } from "../table.js";

/** The figures of a chart as a table, for formats without charts; none where another table has them already. */
export function figureTable(figure: Figure): Table[] {
  if (figure.kind === "confusion") {
    const { title, labels, counts } = figure;
    const rows = counts.map((line, place) => row([labels[place] ?? "", ...line.map(countText)]));
    return [table([`${title}: is, answered`, ...labels.map((label) => `#${label}`)], rows)];
  }
  return [];
}
