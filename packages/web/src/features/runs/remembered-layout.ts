import { staticPrefix } from "../../app/static-prefix.js";
import { type RunsLayout, readRunsLayout } from "./runs-layout.js";

const keyOf = (experimentId: string) => `slipway.columns${staticPrefix}.${experimentId}`;

/** The layout that this browser was last left with; empty when it is the usual one. */
export function rememberedLayout(experimentId: string): RunsLayout {
  try {
    return readRunsLayout(JSON.parse(window.localStorage.getItem(keyOf(experimentId)) ?? "{}") ?? {});
  } catch {
    // Storage may be switched off, or hold what others wrote.
    return {};
  }
}

/** Remembers a layout in this browser; forgets it where it is the usual one. */
export function rememberLayout(experimentId: string, layout: RunsLayout): void {
  try {
    if (Object.values(layout).every((part) => part === undefined)) {
      window.localStorage.removeItem(keyOf(experimentId));
    } else window.localStorage.setItem(keyOf(experimentId), JSON.stringify(layout));
  } catch {
    // Storage may be switched off or full: then the address alone keeps the layout.
  }
}
