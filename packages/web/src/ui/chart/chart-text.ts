import type { ChartColours } from "./chart-colours.js";

const SHORT = new Intl.NumberFormat("en-US", { notation: "compact", maximumSignificantDigits: 4 });

/** A number on an axis. */
export const shortNumber = (value: number): string =>
  value !== 0 && Math.abs(value) < 1e-3 ? value.toExponential(1) : SHORT.format(value);

/** The look of an axis that is read by its labels alone. */
export const axisLook = (colours: ChartColours) => ({
  axisLabel: { color: colours.text, fontSize: 11, hideOverlap: true },
  axisLine: { lineStyle: { color: colours.text } },
  axisTick: { show: false },
  splitLine: { lineStyle: { color: colours.grid } },
  nameTextStyle: { color: colours.text, fontSize: 11 },
});

/** A box beside the pointer. Drawn on the canvas: nothing that a user named is ever read as markup. */
export const tipLook = (colours: ChartColours) => ({
  renderMode: "richText" as const,
  confine: true,
  backgroundColor: colours.tip,
  borderColor: colours.grid,
  textStyle: { color: colours.ink, fontSize: 12 },
});
