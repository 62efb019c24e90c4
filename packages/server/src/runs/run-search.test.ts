import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { collated } from "../database/testing/borrowed-database.js";
import { arbitraryFilter } from "../testing/arbitrary-filter.js";
import { type TrackingApi, temporaryTracking } from "../testing/tracking-api.js";

/** What a run has in this test; a missing value is undefined. */
interface Sample {
  id: string;
  start: number;
  end?: number;
  metrics: { a?: number; b?: number };
  p?: string;
  t?: string;
}

const pick = <T>(values: T[], index: number): T => values[index % values.length] as T;

/** Runs with every mixture of missing, equal, NaN and infinite values. */
async function samples({ runs }: TrackingApi): Promise<Sample[]> {
  const made: Sample[] = [];
  for (let index = 0; index < 70; index++) {
    const start = pick([5, 5, 7, 9], index);
    const { run } = await runs.create({ experiment_id: "0", start_time: start });
    const sample: Sample = {
      id: run.info.run_id,
      start,
      end: pick([undefined, 20, 21], index),
      metrics: {
        a: pick([undefined, 0.5, Number.NaN, -1, 0, 0.9, 0.9], index),
        b: pick([1, undefined, 2, Number.NaN, Number.POSITIVE_INFINITY], index),
      },
      p: pick([undefined, "x", "Xy", "z%"], index),
      t: pick(["1", undefined, "2"], index),
    };
    const { id: run_id, end, metrics, p, t } = sample;
    await runs.logBatch({
      run_id,
      metrics: Object.entries(metrics).flatMap(([key, value]) =>
        value === undefined ? [] : [{ key, value, timestamp: 1 }],
      ),
      params: p === undefined ? [] : [{ key: "p", value: p }],
      tags: t === undefined ? [] : [{ key: "t", value: t }],
    });
    if (end !== undefined) await runs.update({ run_id, status: "FINISHED", end_time: end });
    made.push(sample);
  }
  return made;
}

type Test = (sample: Sample) => boolean;
const has = <T>(value: T | undefined, test: (value: T) => boolean) => value !== undefined && test(value);

/** Filters beside what they mean. */
const FILTERS: [string, Test][] = [
  ["metrics.a > 0.4", ({ metrics }) => has(metrics.a, (a) => a > 0.4)],
  ["metrics.a <= 0", ({ metrics }) => has(metrics.a, (a) => a <= 0)],
  ["metrics.a = 0", ({ metrics }) => metrics.a === 0],
  ["metrics.a != 0", ({ metrics }) => has(metrics.a, (a) => a !== 0)],
  ["metrics.b >= 2", ({ metrics }) => has(metrics.b, (b) => b >= 2)],
  ["params.p = 'x'", ({ p }) => p === "x"],
  ["params.p != 'x'", ({ p }) => has(p, (value) => value !== "x")],
  ["params.p LIKE 'X%'", ({ p }) => has(p, (value) => value.startsWith("X"))],
  ["params.p ILIKE 'X%'", ({ p }) => has(p, (value) => /^x/i.test(value))],
  ["params.p IS NULL", ({ p }) => p === undefined],
  ["tags.t IS NOT NULL", ({ t }) => t !== undefined],
  ["attributes.start_time > 5", ({ start }) => start > 5],
  ["attributes.end_time < 21", ({ end }) => has(end, (value) => value < 21)],
  ["status = 'RUNNING'", ({ end }) => end === undefined],
];

type Key = (sample: Sample) => number | string | undefined;
const ORDERS: [string, Key][] = [
  ["metrics.a", ({ metrics }) => metrics.a],
  ["metrics.b", ({ metrics }) => metrics.b],
  ["params.p", ({ p }) => p && collated(p)],
  ["tags.t", ({ t }) => t],
  ["start_time", ({ start }) => start],
  ["attributes.end_time", ({ end }) => end],
];

// Numbers and strings first, then NaN, then what is missing.
const rank = (value: number | string | undefined) => (value === undefined ? 2 : Number.isNaN(value) ? 1 : 0);

function compareBy(key: Key, ascending: boolean) {
  return (a: Sample, b: Sample): number => {
    const [x, y] = [key(a), key(b)];
    if (rank(x) !== rank(y)) return rank(x) - rank(y);
    if (rank(x) > 0 || x === y || x === undefined || y === undefined) return 0;
    return x < y === ascending ? -1 : 1;
  };
}

describe("searching runs", () => {
  it("finds, orders and pages as a plain sort of the runs does", async () => {
    const api = await temporaryTracking();
    const all = await samples(api);
    const terms = fc.uniqueArray(fc.tuple(fc.constantFrom(...ORDERS), fc.boolean()), {
      maxLength: 3,
      selector: ([[name]]) => name,
    });
    const simple = FILTERS.map(([text, holds]) => ({ text, holds }));
    const filters = fc.array(
      fc.oneof({ weight: 2, arbitrary: fc.constantFrom(...simple) }, arbitraryFilter(simple)),
      { maxLength: 2 },
    );
    await fc.assert(
      fc.asyncProperty(
        filters,
        terms,
        fc.integer({ min: 1, max: 40 }),
        async (chosen, order, max_results) => {
          const comparators = [
            ...order.map(([[, key], ascending]) => compareBy(key, ascending)),
            compareBy(({ start }) => start, false),
            compareBy(({ id }) => id, true),
          ];
          const expected = all
            .filter((sample) => chosen.every(({ holds }) => holds(sample)))
            .sort((a, b) => comparators.reduce((result, compare) => result || compare(a, b), 0))
            .map(({ id }) => id);
          const request = {
            experiment_ids: ["0"],
            filter: chosen.map(({ text }) => (text.includes(" OR ") ? `(${text})` : text)).join(" AND "),
            order_by: order.map(([[name], ascending]) => `${name} ${ascending ? "ASC" : "DESC"}`),
            max_results,
            count: true,
            fields: ["info"],
          };
          const found: string[] = [];
          let page_token: string | undefined;
          do {
            const page = await api.runs.search({ ...request, page_token });
            expect(page.runs.length).toBeLessThanOrEqual(max_results);
            expect(page.total_count, JSON.stringify(request)).toBe(expected.length);
            found.push(...page.runs.map((run) => run.info.run_id));
            page_token = page.next_page_token;
          } while (page_token);
          expect(found, JSON.stringify(request)).toEqual(expected);
        },
      ),
      { numRuns: 120 },
    );
  }, 120_000);

  it("searches by name and id, dataset lists, and in the experiments named", async () => {
    const api = await temporaryTracking();
    await api.experiments.create({ name: "other" });
    const ids: string[] = [];
    for (const [run_name, experiment_id] of [
      ["one", "0"],
      ["two", "0"],
      ["one", "1"],
    ] as const)
      ids.push((await api.runs.create({ experiment_id, run_name })).run.info.run_id);
    const find = async (filter: string, experiment_ids = ["0", "1"]) =>
      (await api.runs.search({ experiment_ids, filter })).runs
        .map((run) => ids.indexOf(run.info.run_id))
        .sort();
    expect(await find("run_name = 'one'")).toEqual([0, 2]);
    expect(await find("run_name = 'one'", ["0"])).toEqual([0]);
    expect(await find(`run_id IN ('${ids[0]}', '${ids[2]}')`)).toEqual([0, 2]);
    expect(await find(`run_id NOT IN ('${ids[0]}')`)).toEqual([1, 2]);
    expect(await find("artifact_uri LIKE '%/1/%'")).toEqual([2]);
    expect(await find("", [])).toEqual([]);
    expect(await find("", ["99999"])).toEqual([]);
    expect(await find("", ["0", "0"])).toEqual([0, 1]);
  });

  it("carries and counts only what is asked for", async () => {
    const { runs } = await temporaryTracking();
    const { run } = await runs.create({ experiment_id: "0", run_name: "one" });
    const { run_id } = run.info;
    const pairs = ["a", "b", "c.d"].map((key) => ({ key, value: key }));
    const metrics = pairs.map(({ key }, value) => ({ key, value, timestamp: 1 }));
    await runs.logBatch({ run_id, metrics, params: pairs, tags: pairs });
    const dataset = { name: "mails", digest: "1", source_type: "local", source: "." };
    await runs.logInputs({ run_id, datasets: [{ dataset }] });
    await runs.logOutputs({ run_id, models: [{ model_id: "m-1" }] });
    const search = async (fields?: string[], count?: boolean) =>
      runs.search({ experiment_ids: ["0"], fields, count });
    const found = async (...fields: string[]) => {
      const [only] = (await search(fields)).runs;
      const keys = (list: { key: string }[] = []) => list.map(({ key }) => key).sort();
      const data = [only?.data.metrics, only?.data.params, only?.data.tags].map((list) => keys(list));
      expect(only?.info).toMatchObject({ run_id, run_name: "one", status: "RUNNING" });
      return [...data, only?.inputs?.dataset_inputs.length, only?.outputs?.model_outputs.length];
    };
    expect(await found("info")).toEqual([[], [], [], undefined, undefined]);
    expect(await found("metrics.b", "metrics.a", "metrics.none")).toEqual([
      ["a", "b"],
      [],
      [],
      undefined,
      undefined,
    ]);
    expect(await found("params.*", "tags.mlflow.runName")).toEqual([
      [],
      ["a", "b", "c.d"],
      ["mlflow.runName"],
      undefined,
      undefined,
    ]);
    expect(await found("metrics.c.d", "inputs")).toEqual([["c.d"], [], [], 1, undefined]);
    expect(await found("outputs", "tags.*")).toEqual([
      [],
      [],
      ["a", "b", "c.d", "mlflow.runName"],
      undefined,
      1,
    ]);
    expect((await search()).runs).toEqual(
      (await search(["metrics.*", "params.*", "tags.*", "inputs", "outputs"])).runs,
    );
    expect([(await search()).total_count, (await search([], true)).total_count]).toEqual([undefined, 1]);
    for (const name of ["metrics", "metrics.", "Info", "data.metrics", ""])
      await expect(search([name])).rejects.toThrow(`Invalid value '${name}' in 'fields'. Expected info,`);
    await expect(search(Array(1001).fill("info"))).rejects.toThrow(
      "fields can have at most 1000 names, got 1001.",
    );
  });

  it("folds runs under their parents, and says how many there are", async () => {
    const { runs, experiments } = await temporaryTracking();
    await experiments.create({ name: "other" });
    const add = async (run_name: string, parent?: string, experiment_id = "0") => {
      const tags = parent === undefined ? [] : [{ key: "mlflow.parentRunId", value: parent }];
      return (await runs.create({ experiment_id, run_name, tags, start_time: 1 })).run.info.run_id;
    };
    const parent = await add("parent");
    const child = await add("child", parent);
    await add("grandchild", child);
    const gone = await add("deleted", parent);
    await add("orphan", gone);
    await add("stray", "no such run");
    await add("far", parent, "1");
    await runs.delete({ run_id: gone });
    const find = async (request: { experiment_ids: string[]; run_view_type?: "ALL" | "DELETED_ONLY" }) => {
      const found = await runs.search({ ...request, top_level: true, count: true, fields: ["children"] });
      expect(found.total_count).toBe(found.runs.length);
      return found.runs.map(({ info, child_count }) => `${info.run_name} ${child_count}`).sort();
    };
    expect(await find({ experiment_ids: ["0"] })).toEqual(["orphan 0", "parent 2", "stray 0"]);
    expect(await find({ experiment_ids: ["0", "1"] })).toEqual(["orphan 0", "parent 2", "stray 0"]);
    expect(await find({ experiment_ids: ["1"] })).toEqual(["far 0"]);
    expect(await find({ experiment_ids: ["0"], run_view_type: "ALL" })).toEqual(["parent 2", "stray 0"]);
    expect(await find({ experiment_ids: ["0"], run_view_type: "DELETED_ONLY" })).toEqual(["deleted 1"]);
  });

  it("sorts by how long runs took, those that have not ended last", async () => {
    const { runs } = await temporaryTracking();
    for (const [run_name, start_time, end_time] of [
      ["short", 10, 20],
      ["running", 5, undefined],
      ["long", 1, 30],
    ] as const) {
      const { run } = await runs.create({ experiment_id: "0", run_name, start_time });
      if (end_time) await runs.update({ run_id: run.info.run_id, status: "FINISHED", end_time });
    }
    const order = async (clause: string) =>
      (await runs.search({ experiment_ids: ["0"], order_by: [clause] })).runs.map(
        ({ info }) => info.run_name,
      );
    expect(await order("duration DESC")).toEqual(["long", "short", "running"]);
    expect(await order("attributes.duration")).toEqual(["short", "long", "running"]);
  });

  it("shows the active, the deleted, or all", async () => {
    const { runs } = await temporaryTracking();
    const ids: string[] = [];
    for (let index = 0; index < 2; index++)
      ids.push((await runs.create({ experiment_id: "0" })).run.info.run_id);
    await runs.delete({ run_id: ids[1] as string });
    const view = async (run_view_type: "ACTIVE_ONLY" | "DELETED_ONLY" | "ALL") =>
      (await runs.search({ experiment_ids: ["0"], run_view_type })).runs
        .map((run) => ids.indexOf(run.info.run_id))
        .sort();
    expect([await view("ACTIVE_ONLY"), await view("DELETED_ONLY"), await view("ALL")]).toEqual([
      [0],
      [1],
      [0, 1],
    ]);
  });

  it.each([
    [
      { max_results: 0 },
      "Invalid value 0 for parameter 'max_results' supplied. It must be a positive integer",
    ],
    [
      { max_results: 50_001 },
      "Invalid value 50001 for parameter 'max_results' supplied:  Hint: Value was of type 'int'.",
    ],
    [{ page_token: "{}" }, "Invalid page token, decoded value="],
    [{ order_by: ["metrics.a", "metrics.a"] }, "`order_by` contains duplicate fields"],
    [{ filter: "metrics.a > 'x'" }, "x"],
    [{ filter: "metrics.a > 1 OR" }, "A comparison must stand on both sides of OR."],
    [{ experiment_ids: ["x"] }, "Invalid experiment ID 'x'."],
    [{ filter: "metrics.a > 1 ".repeat(101) }, "A filter can have at most 100 comparisons, got 101."],
    [{ filter: `NOT (metrics.a > 2${" OR metrics.a > 1".repeat(100)})` }, "got 101."],
    [
      { filter: `params.p LIKE '${"%a".repeat(5001)}'` },
      "A pattern can have at most 10000 characters, got 10002.",
    ],
    [
      { order_by: Array.from({ length: 33 }, (_, index) => `metrics.m${index}`) },
      "at most 32 clauses, got 33.",
    ],
  ])("refuses what is wrong or too much (case %#)", async (request, message) => {
    const { runs } = await temporaryTracking();
    const search = runs.search({ experiment_ids: ["0"], ...request });
    await expect(search).rejects.toMatchObject({ code: "INVALID_PARAMETER_VALUE" });
    await expect(search).rejects.toThrow(message);
  });
});
