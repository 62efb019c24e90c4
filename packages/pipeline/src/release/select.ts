import type { Configuration, Run, Selection } from "@slipway/contract";
import { nearestName } from "../file/nearest-name.js";
import type { Repeats } from "../gates/gate.js";
import type { Cell } from "../matrix/cell.js";
import { mean, sampleDeviation } from "../statistics/mean.js";
import { repeatName } from "./repeat-name.js";
import { groupPool, type PoolRun, type RepeatGroup } from "./selection-pool.js";
import { holdsOfMeans, holdsOfRun, parseWhere, type Where, type WhereClause } from "./where.js";

export interface SelectOptions {
  /** A logged metric, on validation data. */
  metric: string;
  goal: "maximize" | "minimize";
  /** A filter in MLflow's search language. */
  where?: string;
  /** Finished repeats that make a configuration eligible; more than half of its repeats when unset. */
  minRepeats?: number;
  /** Keys of the matrix that cells of one configuration differ in. */
  repeatOver?: readonly string[];
  /** Cells that were planned: those without a run are shown as missing repeats. */
  planned?: readonly Cell[];
}

export type SelectionResult =
  | {
      selection: Selection;
      /** The run that ships. */
      run: Run;
      /** The selected configuration's finished repeats. */
      repeats: Repeats;
      /** Of how many configurations the selected one is the best; those that were then left out count too. */
      compared: number;
    }
  | {
      selection?: undefined;
      /** Why nothing can be selected, in one line. */
      reason: string;
      configurations: Configuration[];
    };

/** What was selected. */
export type Selected = Extract<SelectionResult, { run: Run }>;

/**
 * Selects a configuration by the mean of its finished repeats, and of those the one at the median: never the
 * luckiest run. Equal means: the smaller spread, then the earlier in the matrix. Of an even number of repeats
 * the worse of the two middle ones ships.
 * @throws SearchError when `where` is not a filter.
 */
export function select(pool: readonly PoolRun[], options: SelectOptions): SelectionResult {
  const where = options.where ? parseWhere(options.where) : { metrics: [], runs: [] };
  const groups = groupPool(pool, options.repeatOver ?? [], options.planned);
  const ranked = groups.map((group) => judge(group, where, options));
  const configurations = ranked.map(({ configuration }) => configuration);
  const best = ranked
    .filter(({ configuration }) => configuration.eligible)
    .toSorted((a, b) => compare(a.configuration, b.configuration, options.goal))[0];
  const shipped = best && medianRepeat(best.scored, options.goal);
  if (!best || !shipped) return { reason: whyNone(configurations, pool, options), configurations };
  const { metric, goal } = options;
  return {
    selection: {
      metric,
      goal,
      configurations,
      selected: best.configuration.label,
      run_id: shipped.run.info.run_id,
      rule: medianRule(best.scored.length, options),
    },
    run: shipped.run,
    repeats: {
      metric,
      values: best.scored.map(({ value }) => value),
      names: best.scored.map(({ run }) => repeatName(run, options.repeatOver ?? [])),
    },
    compared: configurations.filter((one) => one.mean !== undefined).length,
  };
}

interface Scored {
  run: Run;
  value: number;
}

interface Ranked {
  configuration: Configuration;
  /** The repeats that count: finished, let through by `where`, and with a usable value. */
  scored: Scored[];
}

function judge(group: RepeatGroup, where: Where, options: SelectOptions): Ranked {
  const finished = group.repeats.filter((run) => run?.info.status === "FINISHED") as Run[];
  const scored = finished
    .filter((run) => where.runs.every((clause) => holdsOfRun(clause, run)))
    .map((run) => ({ run, value: metricOf(run, options.metric) ?? Number.NaN }))
    .filter(({ value }) => Number.isFinite(value));
  const values = scored.map(({ value }) => value);
  const needed = options.minRepeats ?? Math.floor(group.repeats.length / 2) + 1;
  const excluded =
    whyTooFew(group, finished, scored, where, options.metric, needed) ?? whyFiltered(scored, where.metrics);
  const configuration: Configuration = {
    label: group.label,
    cell: group.cell,
    runs: group.repeats.map((run) => ({
      run_id: run?.info.run_id ?? "",
      status: run?.info.status ?? "MISSING",
      value: run && metricOf(run, options.metric),
    })),
    mean: values.length > 0 ? mean(values) : undefined,
    spread: values.length > 1 ? sampleDeviation(values) : undefined,
    finished: finished.length,
    eligible: excluded === undefined,
    excluded,
  };
  return { configuration, scored };
}

const metricOf = (run: Run, name: string): number | undefined =>
  run.data.metrics.find(({ key }) => key === name)?.value;

function whyTooFew(
  group: RepeatGroup,
  finished: Run[],
  scored: Scored[],
  where: Where,
  metric: string,
  needed: number,
): string | undefined {
  if (scored.length >= needed) return undefined;
  const total = group.repeats.length;
  const need = total === 1 && needed === 1 ? "" : `, ${needed} needed`;
  if (finished.length < needed) return `${finished.length} of ${total} repeats finished${need}`;
  const dropped = where.runs.find((clause) => !finished.every((run) => holdsOfRun(clause, run)));
  if (dropped) return `${scored.length} of ${total} repeats match ${dropped.text}${need}`;
  return `${scored.length} of ${total} repeats logged a finite ${metric}${need}`;
}

function whyFiltered(scored: Scored[], clauses: WhereClause[]): string | undefined {
  const meanOf = (metric: string): number | undefined => {
    const values = scored.flatMap(({ run }) => metricOf(run, metric) ?? []);
    return values.length > 0 ? mean(values) : undefined;
  };
  const failed = clauses.find((clause) => !holdsOfMeans(clause, meanOf));
  if (failed === undefined) return undefined;
  const { filter, text } = failed;
  if (filter.type !== "comparison") return `${text} does not hold of the means`;
  const centre = meanOf(filter.key);
  if (centre === undefined) return `no finished repeat logged ${filter.key}, which ${text} asks for`;
  return `${text} does not hold of the mean, ${centre.toFixed(4)}`;
}

function compare(a: Configuration, b: Configuration, goal: SelectOptions["goal"]): number {
  const difference = (b.mean ?? Number.NaN) - (a.mean ?? Number.NaN);
  const spread = (one: Configuration) => one.spread ?? Number.MAX_VALUE;
  return (goal === "maximize" ? difference : -difference) || spread(a) - spread(b);
}

/** The repeat at the median; of two middle ones the worse, of equal ones the earlier. */
function medianRepeat(scored: Scored[], goal: SelectOptions["goal"]): Scored | undefined {
  const worstFirst = scored.toSorted((a, b) => (goal === "maximize" ? a.value - b.value : b.value - a.value));
  return worstFirst[Math.floor((scored.length - 1) / 2)];
}

function medianRule(count: number, { goal, repeatOver = [] }: SelectOptions): string {
  if (count === 1) return "its only finished run";
  const repeats = repeatOver.length === 1 ? `${repeatOver[0]}s` : "repeats";
  if (count % 2 === 1) return `the median of its ${repeats}`;
  return `the ${goal === "maximize" ? "lower" : "upper"} median of its ${count} ${repeats}`;
}

function whyNone(
  configurations: Configuration[],
  pool: readonly PoolRun[],
  { metric }: SelectOptions,
): string {
  if (configurations.length === 0) return "no configuration can be selected: there are no runs";
  const logged = new Set(pool.flatMap(({ run }) => run.data.metrics.map(({ key }) => key)));
  if (!logged.has(metric)) {
    const near = nearestName(metric, logged);
    const known = near
      ? `did you mean ${near}?`
      : `they logged ${[...logged].sort().join(", ") || "no metrics"}`;
    return `no configuration can be selected: no run logged ${metric}; ${known}`;
  }
  const reasons = configurations.map(({ label, excluded }) => `${label}: ${excluded}`);
  return `no configuration can be selected: ${reasons.join("; ")}`;
}
