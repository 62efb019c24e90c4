import { countText } from "../../gates/verdict-text.js";
import type { ConfusionFigure } from "../figure.js";
import { markupText } from "../shown-text.js";

/** Counts of each label and answer, shaded by their share of the label. A table: its figures are what matters. */
export function confusionChart({ labels, counts }: ConfusionFigure): string {
  const head = labels.map((label) => `<th scope="col" class="number">${markupText(label)}</th>`).join("");
  const rows = counts.map((line, place) => {
    const total = line.reduce((sum, count) => sum + count, 0);
    const cells = line.map(
      (count, answer) =>
        `<td class="number${answer === place ? " right" : ""}" style="--share:${total > 0 ? (count / total).toFixed(2) : 0}">${countText(count)}</td>`,
    );
    return `<tr><th scope="row">${markupText(labels[place] ?? "")}</th>${cells.join("")}</tr>`;
  });
  return `<div class="scroll" role="region" aria-label="Confusion matrix" tabindex="0"><table class="confusion"><thead><tr><td class="aside">is ↓ answered →</td>${head}</tr></thead><tbody>${rows.join("")}</tbody></table></div>`;
}
