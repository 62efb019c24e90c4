import type { Run, RunStatus } from "@slipway/contract";
import { SearchError } from "@slipway/search";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type SelectOptions, select } from "./select.js";
import type { PoolRun } from "./selection-pool.js";

interface Trained {
  id: string;
  model?: string;
  seed?: number;
  metrics?: Record<string, number>;
  status?: RunStatus;
  params?: Record<string, string>;
  tags?: Record<string, string>;
  start?: number;
  deleted?: boolean;
}

const pairs = (values: Record<string, string> = {}) =>
  Object.entries(values).map(([key, value]) => ({ key, value }));

function runOf({ id, metrics = {}, status = "FINISHED", params, tags, start = 0, deleted }: Trained): Run {
  return {
    info: {
      run_id: id,
      run_name: `run of ${id}`,
      experiment_id: "1",
      status,
      start_time: start,
      lifecycle_stage: deleted ? "deleted" : "active",
    },
    data: {
      metrics: Object.entries(metrics).map(([key, value]) => ({ key, value, timestamp: 0, step: 0 })),
      params: pairs(params),
      tags: pairs(tags),
    },
  };
}

const trained = (run: Trained): PoolRun => ({
  run: runOf(run),
  ...(run.model && { cell: { model: run.model, seed: String(run.seed) } }),
});

/** One configuration with a run for each accuracy; undefined is a failed one. */
const repeats = (model: string, accuracies: (number | undefined)[]): PoolRun[] =>
  accuracies.map((accuracy, index) =>
    trained({
      id: `${model}-${index + 1}`,
      model,
      seed: index + 1,
      metrics: accuracy === undefined ? {} : { acc: accuracy },
      status: accuracy === undefined ? "FAILED" : "FINISHED",
    }),
  );

const options: SelectOptions = { metric: "acc", goal: "maximize", repeatOver: ["seed"] };
const choose = (pool: PoolRun[], more: Partial<SelectOptions> = {}) => select(pool, { ...options, ...more });

function chosen(pool: PoolRun[], more: Partial<SelectOptions> = {}) {
  const result = choose(pool, more);
  if (!result.selection) throw new Error(result.reason);
  return result;
}

const excluded = (pool: PoolRun[], more: Partial<SelectOptions> = {}) => {
  const result = choose(pool, more);
  const configurations = result.selection?.configurations ?? (result.selection ? [] : result.configurations);
  return Object.fromEntries(configurations.map((one) => [one.label, one.excluded]));
};

describe("select", () => {
  it("takes the best mean, never the luckiest run, and ships the median", () => {
    const pool = [...repeats("lucky", [0.7, 0.72, 0.99]), ...repeats("steady", [0.88, 0.86, 0.87])];
    const result = chosen(pool);
    expect(result.selection).toMatchObject({
      metric: "acc",
      goal: "maximize",
      selected: "steady",
      run_id: "steady-3",
      rule: "the median of its seeds",
    });
    expect(result.run.info.run_id).toBe("steady-3");
    expect(result.repeats.values).toEqual([0.88, 0.86, 0.87]);
    expect(result.compared).toBe(2);
    expect(result.selection.configurations[1]).toEqual({
      label: "steady",
      cell: { model: "steady" },
      runs: [
        { run_id: "steady-1", status: "FINISHED", value: 0.88 },
        { run_id: "steady-2", status: "FINISHED", value: 0.86 },
        { run_id: "steady-3", status: "FINISHED", value: 0.87 },
      ],
      mean: expect.closeTo(0.87, 12),
      spread: expect.closeTo(0.01, 12),
      finished: 3,
      eligible: true,
      excluded: undefined,
    });
  });

  it("turns around for a metric that is to be small", () => {
    const pool = [...repeats("a", [0.1, 0.2, 0.4]), ...repeats("b", [0.5, 0.6, 0.7])];
    expect(chosen(pool, { goal: "minimize" }).selection).toMatchObject({ selected: "a", run_id: "a-2" });
  });

  it("ships the worse of two middle repeats", () => {
    const pool = repeats("a", [0.9, 0.7, 0.8, 0.6]);
    expect(chosen(pool).selection).toMatchObject({ run_id: "a-2", rule: "the lower median of its 4 seeds" });
    expect(chosen(pool, { goal: "minimize" }).selection).toMatchObject({
      run_id: "a-3",
      rule: "the upper median of its 4 seeds",
    });
  });

  it("prefers the smaller spread, then the earlier in the matrix, among equal means", () => {
    const pool = [
      ...repeats("wide", [0.5, 0.75, 1]),
      ...repeats("late", [0.75, 0.75]),
      ...repeats("early", [0.75, 0.75]),
    ];
    const planned = ["wide", "early", "late"].flatMap((model) => [1, 2].map((seed) => ({ model, seed })));
    expect(chosen(pool, { planned }).selection.selected).toBe("early");
  });

  it("shows failed and missing repeats and asks for more than half of them by default", () => {
    const pool = [...repeats("few", [0.99, undefined]), ...repeats("most", [0.8, 0.8, undefined])];
    const planned = ["few", "most"].flatMap((model) => [1, 2, 3].map((seed) => ({ model, seed })));
    const { selection } = chosen(pool, { planned });
    expect(selection.selected).toBe("most");
    expect(selection.configurations[0]).toMatchObject({
      eligible: false,
      excluded: "1 of 3 repeats finished, 2 needed",
      finished: 1,
      runs: [{ status: "FINISHED" }, { status: "FAILED" }, { run_id: "", status: "MISSING" }],
    });
    expect(excluded(pool, { planned, minRepeats: 3 }).most).toBe("2 of 3 repeats finished, 3 needed");
  });

  it("filters configurations by the mean of a metric, runs by everything else", () => {
    const pool = [
      ...repeats("mixed", [0.85, 0.75, 0.95]),
      ...repeats("low", [0.79, 0.79, 0.81]),
      ...[1, 2, 3].map((seed) =>
        trained({
          id: `other-${seed}`,
          model: "other",
          seed,
          metrics: { acc: 0.99, loss: seed },
          params: { kind: seed === 1 ? "good" : "bad" },
        }),
      ),
    ];
    expect(excluded(pool, { where: "metrics.acc > 0.8" })).toEqual({
      mixed: undefined,
      low: "metrics.acc > 0.8 does not hold of the mean, 0.7967",
      other: undefined,
    });
    expect(excluded(pool, { where: "params.kind = 'good' and metrics.loss < 5" })).toEqual({
      mixed: "0 of 3 repeats match params.kind = 'good', 2 needed",
      low: "0 of 3 repeats match params.kind = 'good', 2 needed",
      other: "1 of 3 repeats match params.kind = 'good', 2 needed",
    });
    expect(excluded(pool, { where: "metrics.loss < 5" }).mixed).toBe(
      "no finished repeat logged loss, which metrics.loss < 5 asks for",
    );
    expect(excluded(pool, { where: "metrics.acc > 0.9 OR NOT metrics.loss > 0" })).toEqual({
      mixed: undefined,
      low: undefined,
      other: undefined,
    });
    expect(excluded(pool, { where: "NOT (metrics.acc <= 0.9 OR metrics.loss > 5)" })).toEqual({
      mixed: "NOT (metrics.acc <= 0.9 OR metrics.loss > 5) does not hold of the means",
      low: "NOT (metrics.acc <= 0.9 OR metrics.loss > 5) does not hold of the means",
      other: undefined,
    });
    expect(() => choose(pool, { where: "metrics.acc >" })).toThrow(SearchError);
    expect(() => choose(pool, { where: "metrics.acc > 1 OR params.kind = 'good'" })).toThrow(
      "OR and NOT cannot mix metrics with anything else",
    );
  });

  it.each([
    ["params.kind LIKE 'g%d'", true],
    ["params.kind LIKE 'G%'", false],
    ["params.kind ILIKE 'G__D'", true],
    ["params.kind != 'bad'", true],
    ["params.none != 'bad'", false],
    ["params.none IS NULL", true],
    ["tags.none IS NOT NULL", false],
    ["tags.`a b` = 'x'", true],
    ["attributes.status = 'FINISHED'", true],
    ["run_name = 'run of one'", true],
    ["run_id IN ('one', 'two')", true],
    ["start_time > 5", true],
    ["start_time <= 5", false],
    ["datasets.name = 'mails' and datasets.context = 'train'", true],
    ["datasets.digest IN ('none')", false],
    ["params.none = 'x' OR params.kind = 'good'", true],
    ["NOT params.none = 'x' AND NOT start_time > 9", true],
    ["NOT (params.kind = 'bad' OR start_time > 5)", false],
  ])("finds by %s what MLflow's search finds: %s", (where, found) => {
    const run = runOf({
      id: "one",
      metrics: { acc: 1 },
      params: { kind: "good" },
      tags: { "a b": "x" },
      start: 9,
    });
    run.inputs = {
      dataset_inputs: [
        {
          dataset: { name: "mails", digest: "d1", source_type: "local", source: "." },
          tags: [{ key: "mlflow.data.context", value: "train" }],
        },
      ],
      model_inputs: [],
    };
    expect(choose([{ run }], { where }).selection !== undefined).toBe(found);
  });

  it("takes a run that no build made for a configuration by itself", () => {
    const pool = [0.7, 0.9, 0.8].map((acc, index) => trained({ id: `r${index}`, metrics: { acc } }));
    expect(chosen(pool).selection).toMatchObject({
      selected: "run of r1",
      run_id: "r1",
      rule: "its only finished run",
    });
  });

  it("tells runs of one cell apart by their variant, and takes the last finished of the others", () => {
    const cell = { model: "loop", seed: "1" };
    const at = (id: string, start: number, acc: number, more: Partial<Trained> = {}) =>
      runOf({ id, start, metrics: { acc }, ...more });
    const pool: PoolRun[] = [
      { run: at("svm", 1, 0.7), cell, variant: "svm" },
      { run: at("forest", 2, 0.9), cell, variant: "forest" },
      { run: at("retried", 3, 0.1), cell, variant: "svm" },
      { run: at("died", 4, 0, { status: "KILLED" }), cell, variant: "svm" },
      { run: at("gone", 5, 1, { deleted: true }), cell, variant: "forest" },
    ];
    const { selection } = chosen(pool);
    expect(
      selection.configurations.map(({ label, runs }) => [label, runs.map(({ run_id }) => run_id)]),
    ).toEqual([
      ["loop svm", ["retried"]],
      ["loop forest", ["forest"]],
    ]);
  });

  it("says why nothing can be selected", () => {
    const reason = (pool: PoolRun[], more: Partial<SelectOptions> = {}) => {
      const result = choose(pool, more);
      return result.selection ? undefined : result.reason;
    };
    expect(reason([])).toBe("no configuration can be selected: there are no runs");
    expect(reason(repeats("a", [0.5, 0.6]), { metric: "ac" })).toBe(
      "no configuration can be selected: no run logged ac; did you mean acc?",
    );
    expect(reason(repeats("a", [undefined]))).toBe(
      "no configuration can be selected: no run logged acc; they logged no metrics",
    );
    expect(reason([...repeats("a", [0.5, undefined]), ...repeats("b", [Number.NaN])])).toBe(
      "no configuration can be selected: a: 1 of 2 repeats finished, 2 needed; b: 0 of 1 repeats logged a finite acc",
    );
  });

  it("hangs on no order in which the server lists runs", () => {
    const accuracy = fc.option(fc.constantFrom(0.5, 0.6, 0.7, 0.8, Number.NaN), { nil: undefined });
    const models = fc.array(fc.array(accuracy, { minLength: 1, maxLength: 5 }), {
      minLength: 1,
      maxLength: 4,
    });
    const pools = models
      .map((list) => list.flatMap((values, index) => repeats(`m${index}`, values)))
      .chain((pool) => fc.tuple(fc.constant(pool), fc.shuffledSubarray(pool, { minLength: pool.length })));
    fc.assert(
      fc.property(pools, fc.constantFrom("maximize", "minimize"), ([pool, shuffled], goal) => {
        const result = choose(pool, { goal });
        expect(choose(shuffled, { goal })).toEqual(result);
        if (!result.selection) return;
        const values = [...result.repeats.values].sort((a, b) => a - b);
        const shipped = result.run.data.metrics[0]?.value ?? Number.NaN;
        const better = values.filter((value) =>
          goal === "maximize" ? value > shipped : value < shipped,
        ).length;
        expect(values).toContain(shipped);
        expect(better).toBeLessThanOrEqual(values.length / 2);
        expect(values.filter((value) => value === shipped).length + better).toBeGreaterThanOrEqual(
          values.length / 2,
        );
      }),
    );
  });
});
