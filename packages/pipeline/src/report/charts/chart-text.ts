import { shownText } from "../shown-text.js";

/**
 * A text as a chart may show it. ECharts keeps texts as keys of plain objects; one that is called `__proto__` would
 * change what every object has, so it is given a space that cannot be broken at its end.
 */
export function chartText(text: string): string {
  const shown = shownText(text);
  return shown === "__proto__" ? "__proto__\u00A0" : shown;
}
