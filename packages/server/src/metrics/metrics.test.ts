import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type TrackingApi, temporaryTracking } from "../testing/tracking-api.js";
import { isNewer, type MetricPoint, newestPoints } from "./metric-point.js";

async function newRun({ runs }: TrackingApi): Promise<string> {
  return (await runs.create({ experiment_id: "0" })).run.info.run_id;
}

const latest = async ({ runs }: TrackingApi, run_id: string) => (await runs.get({ run_id })).run.data.metrics;

const history = async ({ metrics }: TrackingApi, run_id: string, metric_key = "m") =>
  (await metrics.getHistory({ run_id, metric_key })).metrics;

describe("metrics", () => {
  it("keeps int64 exactly, and negative steps", async () => {
    const api = await temporaryTracking();
    const run_id = await newRun(api);
    const step = 2n ** 63n - 1n;
    const timestamp = 2n ** 53n + 1n;
    await api.runs.logMetric({ run_id, key: "m", value: 1, timestamp, step });
    await api.runs.logMetric({ run_id, key: "m", value: 2, timestamp: 0, step: -5 });
    expect(await latest(api, run_id)).toEqual([{ key: "m", value: 1, timestamp, step }]);
    expect(await history(api, run_id)).toEqual([
      { key: "m", value: 2, timestamp: 0, step: -5 },
      { key: "m", value: 1, timestamp, step },
    ]);
  });

  it("keeps every double exactly, NaN as NaN, and the infinities as the largest doubles", async () => {
    const api = await temporaryTracking();
    const run_id = await newRun(api);
    const values = [0.1 + 0.2, 1e-308, 5e-324, 1.7976931348623157e308, Number.NaN, -1.5];
    await api.runs.logBatch({
      run_id,
      metrics: [
        ...values.map((value, index) => ({ key: `v${index}`, value, timestamp: 1 })),
        { key: "inf", value: Number.POSITIVE_INFINITY, timestamp: 1 },
        { key: "-inf", value: Number.NEGATIVE_INFINITY, timestamp: 1 },
      ],
    });
    const found = new Map((await latest(api, run_id)).map(({ key, value }) => [key, value]));
    values.forEach((value, index) => {
      expect(found.get(`v${index}`)).toBe(value);
    });
    expect(found.get("inf")).toBe(Number.MAX_VALUE);
    expect(found.get("-inf")).toBe(-Number.MAX_VALUE);
    expect(await history(api, run_id, "v4")).toEqual([
      { key: "v4", value: Number.NaN, timestamp: 1, step: 0 },
    ]);
  });

  it("stores a point that is sent again once, within a batch and over several calls", async () => {
    const api = await temporaryTracking();
    const run_id = await newRun(api);
    const point = { key: "m", value: 1, timestamp: 5, step: 1 };
    const nan = { ...point, value: Number.NaN };
    await api.runs.logBatch({ run_id, metrics: [point, point, nan] });
    await api.runs.logMetric({ run_id, ...point });
    await api.runs.logBatch({ run_id, metrics: [nan, point, { ...point, value: 2 }] });
    expect((await history(api, run_id)).map(({ value }) => value)).toEqual([Number.NaN, 1, 2]);
  });

  it("finds the same latest value whatever the order of arrival", async () => {
    const points = [
      { step: 5, timestamp: 10, value: 1 },
      { step: 3, timestamp: 99, value: 2 },
      { step: 5, timestamp: 12, value: -7 },
      { step: 5, timestamp: 12, value: 0 },
      { step: 5, timestamp: 12, value: Number.NaN },
      { step: 4, timestamp: 50, value: Number.POSITIVE_INFINITY },
    ];
    const api = await temporaryTracking();
    const run_id = await newRun(api);
    const orders = permutations([...points.keys()]);
    expect(orders).toHaveLength(720);
    for (const [number, order] of orders.entries()) {
      const metrics = order.map((index) => ({
        key: `k${number}`,
        ...(points[index] as (typeof points)[number]),
      }));
      // One half in one batch, one half over two: within the call and within the database.
      if (number % 2 === 0) await api.runs.logBatch({ run_id, metrics });
      else {
        await api.runs.logBatch({ run_id, metrics: metrics.slice(0, 3) });
        await api.runs.logBatch({ run_id, metrics: metrics.slice(3) });
      }
    }
    const found = await latest(api, run_id);
    expect(found).toHaveLength(720);
    for (const { step, timestamp, value } of found)
      expect({ step, timestamp, value }).toEqual({ step: 5, timestamp: 12, value: Number.NaN });
  });

  it("reads the history page by page", async () => {
    const api = await temporaryTracking();
    const run_id = await newRun(api);
    await api.runs.logBatch({
      run_id,
      metrics: Array.from({ length: 5 }, (_, step) => ({
        key: "m",
        value: step,
        timestamp: 100 - step,
        step,
      })),
    });
    const read = (page_token?: string) =>
      api.metrics.getHistory({ run_id, metric_key: "m", max_results: 2, page_token });
    const pages = [await read()];
    for (let page = pages[0]; page?.next_page_token; pages.push(page))
      page = await read(page.next_page_token);
    expect(pages.map(({ metrics }) => metrics.map(({ value }) => value))).toEqual([[4, 3], [2, 1], [0]]);
    await expect(api.metrics.getHistory({ run_id, metric_key: "m", max_results: 0 })).rejects.toThrow(
      "Invalid value 0 for parameter 'max_results' supplied. It must be a positive integer.",
    );
    expect(await api.metrics.getHistory({ run_id: "nope", metric_key: "m" })).toEqual({ metrics: [] });
  });
});

it("reads the same pages whether it knows the point before them or counts to it", async () => {
  const api = await temporaryTracking();
  const run_id = await newRun(api);
  const values = [Number.NaN, 0, -1, 2.5, 1e300];
  const metrics = values.flatMap((value) =>
    [3, 1, 2].map((timestamp) => ({ key: "m", value, timestamp, step: timestamp % 2 })),
  );
  await api.runs.logBatch({ run_id, metrics });
  const all = await history(api, run_id);
  expect(all).toHaveLength(15);
  const page = (offset: number) =>
    api.metrics.getHistory({ run_id, metric_key: "m", max_results: 4, page_token: token(offset) });
  // From the last page on, nothing is known of what comes before each; in the second round everything is.
  for (const offset of [12, 8, 4, 0, 4, 8, 12])
    expect((await page(offset)).metrics).toEqual(all.slice(offset, offset + 4));
  expect(await page(12)).not.toHaveProperty("next_page_token", expect.anything());
});

const token = (offset: number) =>
  offset === 0 ? undefined : Buffer.from(`{"offset": ${offset}}`).toString("base64");

describe("the newest point", () => {
  const point = fc.record<MetricPoint>({
    key: fc.constant("k"),
    step: fc.integer({ min: 0, max: 2 }),
    timestamp: fc.integer({ min: 0, max: 2 }),
    value: fc.integer({ min: -1, max: 1 }),
    is_nan: fc.constantFrom(0, 1),
  });

  it("is one of a total order, so it does not depend on the order of the points", () => {
    fc.assert(
      fc.property(fc.array(point, { minLength: 1 }), (points) => {
        expect(newestPoints(points.toReversed())).toEqual(newestPoints(points));
        for (const other of points)
          expect(isNewer(other, newestPoints(points)[0] as MetricPoint)).toBe(false);
      }),
    );
  });
});

function permutations<T>(items: T[]): T[][] {
  if (items.length <= 1) return [items];
  return items.flatMap((item, index) =>
    permutations(items.toSpliced(index, 1)).map((rest) => [item, ...rest]),
  );
}
