import type { MetricPoint } from "./metric-point.js";

/** Where a page of a history begins. */
export interface Place {
  runId: string;
  key: string;
  offset: number;
}

const MOST = 1000;

/**
 * Remembers the point before each next page that was promised, so that it is found at once instead of by counting
 * from the first point. A page that is not known here, since another server promised it, is counted to.
 */
export class HistoryPlaces {
  private readonly points = new Map<string, MetricPoint>();

  before(place: Place): MetricPoint | undefined {
    return this.points.get(nameOf(place));
  }

  remember(place: Place, point: MetricPoint): void {
    const name = nameOf(place);
    this.points.delete(name);
    this.points.set(name, point);
    const [oldest] = this.points.keys();
    if (this.points.size > MOST && oldest !== undefined) this.points.delete(oldest);
  }
}

const nameOf = ({ runId, key, offset }: Place) => JSON.stringify([runId, key, offset]);
