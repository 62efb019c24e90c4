import { ApiError, type endpoints, LIMITS, type RequestOf } from "@slipway/contract";
import { missingValue } from "../validation/invalid-value.js";

type Calls = typeof endpoints.metrics;

const MOST_RUNS = LIMITS.atOnce.metricHistories;

const invalid = (message: string) => new ApiError("INVALID_PARAMETER_VALUE", message);

const ADVICE = "See the API docs for more information about request parameters.";

/** What a request for the histories of several runs asks for. @throws ApiError INVALID_PARAMETER_VALUE */
export function readBulkRequest({
  run_id: runIds,
  metric_key: key,
  max_results,
}: RequestOf<Calls["getHistoryBulk"]>) {
  if (runIds.length === 0) throw invalid("GetMetricHistoryBulk request must specify at least one run_id.");
  if (runIds.length > MOST_RUNS)
    throw invalid(
      `GetMetricHistoryBulk request cannot specify more than ${MOST_RUNS} run_ids. Received ${runIds.length} run_ids.`,
    );
  if (key === undefined) throw invalid("GetMetricHistoryBulk request must specify a metric_key.");
  const limit = max_results ?? LIMITS.pages.metricHistory;
  if (limit < 0)
    throw invalid(`Invalid value ${limit} for parameter 'max_results' supplied. It must not be negative.`);
  return {
    runIds,
    key,
    limit: limit > LIMITS.pages.metricHistory ? LIMITS.pages.metricHistory : Number(limit),
  };
}

/** What a request for samples of several runs asks for. @throws ApiError INVALID_PARAMETER_VALUE */
export function readSampleRequest(request: RequestOf<Calls["getHistoryBulkInterval"]>) {
  const { run_ids: runIds, metric_key: key, start_step: start, end_step: end } = request;
  const { metricSample } = LIMITS.pages;
  const { max_results: size = metricSample } = request;
  if (runIds.length === 0) throw missingValue("run_ids");
  if (runIds.length > MOST_RUNS)
    throw invalid(
      `GetMetricHistoryBulkInterval request must specify at most ${MOST_RUNS} run_ids. Received ${runIds.length} run_ids. ${ADVICE}`,
    );
  if (size < 1 || size > metricSample)
    throw invalid(`max_results must be between 1 and ${metricSample}. ${ADVICE}`);
  if ((start === undefined) !== (end === undefined))
    throw invalid("If either start step or end step are specified, both must be specified.");
  if (start === undefined || end === undefined) return { runIds, key, size: Number(size) };
  if (start > end)
    throw invalid(`end_step must be greater than start_step. Found start_step=${start} and end_step=${end}.`);
  return { runIds, key, size: Number(size), steps: { start, end } };
}
