import { join } from "node:path";
import type { Metric } from "@slipway/contract";
import { problemOf } from "./finding.js";
import { differences } from "./listing.js";
import type { MetricLine } from "./metric-lines.js";
import { endsLine, type MetricPiece, readMetricPiece } from "./metric-piece.js";
import { note, type Reading } from "./unit.js";

/** So many bytes of metrics are taken in at once, so that others are not held up. */
const BUDGET = 256 * 1024;

/**
 * Brings metrics in step with their files. A file that has only grown is read from where it was left; one that was
 * written anew is read anew.
 */
export async function indexMetrics(
  reading: Reading,
  {
    forget,
    record,
  }: { forget(key: string): Promise<void>; record(key: string, lines: MetricLine[]): Promise<void> },
): Promise<void> {
  const { before, after } = reading;
  const { changed, removed } = differences(before, after, "metrics");
  for (const key of removed) await forget(key);
  let budget = BUDGET;
  for (const key of changed) {
    const path = `metrics/${key}`;
    const known = before.get(path);
    if (budget <= 0) {
      reading.more = true;
      if (known) after.set(path, known);
      else after.delete(path);
      continue;
    }
    try {
      const piece = await takeIn(reading, key, budget);
      budget -= piece.read;
      if (piece.lines.length > 0) await record(key, piece.lines);
      if (piece.broken > 0) note(reading, path, `${piece.broken} of its lines hold no point of a metric.`);
    } catch (error) {
      note(reading, path, problemOf(error));
    }
  }

  async function takeIn(
    { folder }: Reading,
    key: string,
    left: number,
  ): Promise<MetricPiece & { read: number }> {
    const path = `metrics/${key}`;
    const file = join(folder, path);
    const [size, modified] = after.get(path) ?? [0, 0];
    const taken = before.get(path)?.[0] ?? 0;
    const from = taken < size && endsLine(file, taken) ? taken : 0;
    if (from === 0) await forget(key);
    const piece = readMetricPiece(file, from, { size, modified, budget: left });
    if (piece.end < size) after.set(path, [piece.end, modified]);
    if (piece.end < size && from + left < size) reading.more = true;
    return { ...piece, read: piece.end - from };
  }
}

/** A line as a metric of a run. */
export const toMetric = (key: string, { value, timestamp, step }: MetricLine): Metric => ({
  key,
  value,
  timestamp,
  step,
});
