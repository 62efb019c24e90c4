import type { Figure } from "../figure.js";
import type { Drawing } from "../formats/html.js";
import { markupText } from "../shown-text.js";
import { confusionChart } from "./confusion.js";
import { curveChart, histogramChart } from "./curves.js";
import { deltaChart } from "./delta.js";
import { forestChart } from "./forest.js";

/** Pixels of a long chart on a screen, and on a phone. */
const WIDE = 860;
const NARROW = 350;

/** A figure as a chart. */
export function drawFigure(figure: Figure): Drawing {
  const { wide, narrow } = chartOf(figure);
  const named = (svg: string) =>
    svg.replace("<svg ", `<svg role="img" aria-label="${markupText(figure.title)}" `);
  return { wide: named(wide), ...(narrow && { narrow: named(narrow) }) };
}

function chartOf(figure: Figure): Drawing {
  switch (figure.kind) {
    case "forest":
      return { wide: forestChart(figure, WIDE), narrow: forestChart(figure, NARROW) };
    case "delta":
      return { wide: deltaChart(figure, WIDE), narrow: deltaChart(figure, NARROW) };
    case "confusion":
      return { wide: confusionChart(figure) };
    case "histogram":
      return { wide: histogramChart(figure) };
    default:
      return { wide: curveChart(figure) };
  }
}
