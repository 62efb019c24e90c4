import type { Verdict } from "@slipway/contract";
import { type PairedPredictions, pairPredictions } from "../evaluation/pair-predictions.js";
import type { Predictions } from "../evaluation/predictions.js";
import { takeRows } from "../evaluation/take-rows.js";
import { verdictOf } from "./apply-gate.js";
import type { Evidence, Measured } from "./gate.js";
import type { AnyGate } from "./index.js";

/** Rows of two models on the same examples, the one better than the other by more than chance. */
export interface SelfTestRows {
  better: Predictions;
  worse: Predictions;
  /** What gates on facts are to pass; without it they are known to fail closed, and no more. */
  facts?: { evidence: Partial<Evidence>; candidate: Partial<Measured>; champion: Partial<Measured> };
}

/**
 * Holds a gate to the contract that {@link Gate} states, on rows whose verdict is known beforehand. A gate that
 * compares a model with itself, or has a sign the wrong way round, looks like a gate until this is asked of it.
 * @returns what the gate does wrong, one sentence each; nothing when it may be trusted.
 */
export async function selfTest(gate: AnyGate, parameters: unknown, rows: SelfTestRows): Promise<string[]> {
  const { better, worse, facts } = rows;
  const judge = (candidate: Predictions, champion?: Predictions) =>
    verdictOf(gate, parameters, evidenceOf(candidate, champion, facts));
  const problems = await failsClosed(gate, parameters, rows);
  const ofRows = gate.judges === "rows";
  if (ofRows || facts) {
    const win = await judge(better, worse);
    problems.push(
      mustBe("pass", "a model that is clearly better", win),
      same("shuffled rows", win, await judge(reversed(better), worse)),
    );
    if (ofRows && gate.claim !== "absolute") {
      const loss = await judge(worse, better);
      problems.push(mustNotPass("a model that is clearly worse", loss), flipped(win, loss));
    }
  }
  if (gate.claim === "superiority") {
    problems.push(mustNotPass("a model against itself", await judge(better, better)));
  }
  if (gate.claim !== "absolute") {
    problems.push(mustBe("not-applicable", "a candidate without a champion", await judge(better)));
  }
  return problems.filter((problem) => problem !== undefined);
}

/** Evidence that cannot carry a verdict must not pass, and the reason must say why. */
async function failsClosed(
  gate: AnyGate,
  parameters: unknown,
  { better, worse }: SelfTestRows,
): Promise<(string | undefined)[]> {
  const ofRows: [string, Evidence][] = [
    ["no examples", evidenceOf(firstRows(better, 0), firstRows(worse, 0))],
    ["a single example", evidenceOf(firstRows(better, 1), firstRows(worse, 1))],
    ["rows without what the metric needs", evidenceOf(stripped(better), stripped(worse))],
  ];
  const cases: [string, Evidence][] = [
    ...(gate.judges === "rows" ? ofRows : []),
    ["a metric that was not logged", loggedOnly(better, {})],
    ["a logged metric that is not a number", loggedOnly(better, nanFor(parameters))],
  ];
  const problems = cases.map(async ([what, evidence]) => {
    const verdict = await verdictOf(gate, parameters, evidence);
    return [mustNotPass(what, verdict), verdict.reason === "" ? `${what}: there is no reason` : undefined];
  });
  return (await Promise.all(problems)).flat();
}

function evidenceOf(candidate: Predictions, champion?: Predictions, facts?: SelfTestRows["facts"]): Evidence {
  const paired: PairedPredictions | undefined = champion && pairPredictions(candidate, champion);
  const unknown = { logged: {}, reported: {} };
  return {
    candidate: { ...unknown, ...facts?.candidate, predictions: paired?.candidate ?? candidate },
    champion: paired && { ...unknown, ...facts?.champion, predictions: paired.champion },
    paired,
    repeats: { metric: "", values: [] },
    configurationsCompared: 1,
    sameExamplesAsSelection: false,
    seed: 1,
    now: 0,
    ...facts?.evidence,
  };
}

const loggedOnly = (rows: Predictions, logged: Record<string, number>): Evidence => ({
  ...evidenceOf(rows),
  candidate: { logged, reported: {} },
  champion: { logged, reported: {} },
});

function nanFor(parameters: unknown): Record<string, number> {
  const metric = (parameters as { metric?: unknown } | null)?.metric;
  return typeof metric === "string" ? { [metric]: Number.NaN } : {};
}

const firstRows = (rows: Predictions, count: number): Predictions =>
  takeRows(
    rows,
    Uint32Array.from({ length: count }, (_, row) => row),
  );

const reversed = (rows: Predictions): Predictions =>
  takeRows(rows, Uint32Array.from({ length: rows.ids.length }, (_, row) => row).reverse());

/** The rows with nothing but their ids. */
const stripped = ({ source, ids }: Predictions): Predictions => ({
  source,
  ids,
  numbers: new Map(),
  texts: new Map(),
});

const told = ({ status, reason }: Verdict): string => `${status} (${reason})`;

const mustBe = (status: Verdict["status"], what: string, verdict: Verdict) =>
  verdict.status === status ? undefined : `${what} must be ${status}, not ${told(verdict)}`;

const mustNotPass = (what: string, verdict: Verdict) =>
  verdict.status === "pass" || verdict.status === "not-applicable"
    ? `${what} must not be ${told(verdict)}`
    : undefined;

const same = (what: string, one: Verdict, other: Verdict) =>
  JSON.stringify(one) === JSON.stringify(other) ? undefined : `${what} change ${told(one)} to ${told(other)}`;

function flipped(win: Verdict, loss: Verdict): string | undefined {
  const [one, other] = [win.evidence.estimate, loss.evidence.estimate];
  if (typeof one === "number" && one !== 0 && one === -Number(other)) return undefined;
  return `swapping the models must flip the sign of the estimate, which is ${one} and then ${other}`;
}
