import { readTexts } from "../../app/read-text.js";

/** How the columns of an experiment's runs are arranged; absent parts are as usual. */
export interface RunsLayout {
  /** The columns that were chosen, in place of the usual ones; `metrics.*` for all of a kind. */
  columns?: string[];
  /** Those that stay in view. */
  pinned?: string[];
  /** Widths in pixels, by column. */
  widths?: Record<string, number>;
}

/** Longer than this as JSON, a layout makes an address that servers and proxies refuse. */
const LONGEST = 6000;

/** Reads a layout from an address or from what was remembered; what it does not know is left out. */
export function readRunsLayout(from: Record<string, unknown>): RunsLayout {
  const { widths } = from;
  const known = Object.entries(typeof widths === "object" && widths !== null ? widths : {}).filter(
    (entry): entry is [string, number] => typeof entry[1] === "number" && entry[1] > 0,
  );
  return {
    columns: readTexts(from.columns),
    pinned: readTexts(from.pinned),
    widths: known.length > 0 ? Object.fromEntries(known) : undefined,
  };
}

/** What of a layout the address takes: nothing where it would grow too long. */
export const layoutForAddress = (layout: RunsLayout): RunsLayout =>
  JSON.stringify(layout).length > LONGEST
    ? { columns: undefined, pinned: undefined, widths: undefined }
    : layout;
