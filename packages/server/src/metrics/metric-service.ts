import { ApiError, type endpoints, type Metric, type RequestOf, type ResponseOf } from "@slipway/contract";
import type { Database, Db } from "../database/database.js";
import { cutPage, offsetOf } from "../searching/page.js";
import { readBulkRequest, readSampleRequest } from "./bulk-request.js";
import { HistoryPlaces } from "./history-places.js";
import { toPoint } from "./metric-point.js";
import { selectSample } from "./metric-sample.js";
import { insertPoints, newestMetrics, selectHistories, selectHistory } from "./metric-store.js";

type Calls = typeof endpoints.metrics;

const EVERYTHING = 2 ** 40;

/** So many points are read in a few milliseconds. */
const FEW_POINTS = 2000;

/** The metrics of runs. */
export class MetricService {
  private readonly database: Database;
  private readonly places = new HistoryPlaces();

  constructor({ database }: { database: Database }) {
    this.database = database;
  }

  /** Adds points, which must have been validated, to a run that must be active. */
  record(tx: Db, runId: string, metrics: readonly Metric[]): Promise<void> {
    return insertPoints(tx, this.database.dialect, runId, metrics.map(toPoint));
  }

  /** The newest point of each metric, or of each of some, of each of some runs. */
  newest(db: Db, runIds: readonly string[], keys: "all" | readonly string[]): Promise<Map<string, Metric[]>> {
    return newestMetrics(db, this.database.dialect, runIds, keys);
  }

  /** All points of one metric, by time; nothing for a run or a metric that is unknown, as in MLflow. */
  async history(request: RequestOf<Calls["getHistory"]>): Promise<ResponseOf<Calls["getHistory"]>> {
    const { run_id, metric_key, max_results: limit, page_token } = request;
    if (limit !== undefined && limit <= 0)
      throw new ApiError(
        "INVALID_PARAMETER_VALUE",
        `Invalid value ${limit} for parameter 'max_results' supplied. It must be a positive integer.`,
      );
    const page = { limit: limit ?? EVERYTHING, offset: offsetOf(page_token) };
    const place = { runId: run_id, key: metric_key, offset: page.offset };
    const before = this.places.before(place);
    const { read, scan } = this.database;
    const db = page.limit > FEW_POINTS || page.offset > FEW_POINTS ? scan : read;
    const points = await selectHistory(db, { runId: run_id, key: metric_key, page, before });
    const { rows, next_page_token } = cutPage(points, page);
    const last = rows.at(-1);
    if (next_page_token && last)
      this.places.remember({ ...place, offset: page.offset + page.limit }, toPoint(last));
    return { metrics: rows, next_page_token };
  }

  /** The histories of one metric of several runs, run after run; cut off at the limit. */
  async bulkHistory(request: RequestOf<Calls["getHistoryBulk"]>): Promise<Metric[]> {
    const { runIds, key, limit } = readBulkRequest(request);
    const { scan, dialect } = this.database;
    return selectHistories(scan, dialect, { runIds, key, limit });
  }

  /** A sample of the history of one metric of each of several runs. */
  async bulkSample(request: RequestOf<Calls["getHistoryBulkInterval"]>): Promise<Metric[]> {
    const { runIds, key, size, steps } = readSampleRequest(request);
    const samples: Metric[] = [];
    for (const runId of runIds)
      samples.push(...(await selectSample(this.database.scan, { runId, key, steps }, size)));
    return samples;
  }
}
