import type { Verdict } from "@slipway/contract";
import { AmountColumn } from "../evaluation/columns/amount-column.js";
import { type PairedPredictions, pairPredictions } from "../evaluation/pair-predictions.js";
import type { Predictions } from "../evaluation/predictions.js";
import { takeRows } from "../evaluation/take-rows.js";
import { verdictOf } from "./apply-gate.js";
import type { Evidence, Measured } from "./gate.js";
import type { AnyGate } from "./index.js";

/** Rows of two models on the same examples. */
export interface SelfTestRows {
  better: Predictions;
  worse: Predictions;
  /** The better one's rows, evaluated a second time; absent where that makes no difference. */
  again?: Predictions;
  /** Whether the better one is so by more than chance, and good enough for the gate: then it must pass. */
  mustPass: boolean;
  /** What gates on facts are to pass; without it they are known to fail closed, and no more. */
  facts?: { evidence: Partial<Evidence>; candidate: Partial<Measured>; champion: Partial<Measured> };
}

/** How a gate did in one form of the self-test. */
export interface SelfTestCheck {
  form: string;
  /** `unknown`: these rows do not show it. */
  status: "pass" | "fail" | "unknown";
  /** What the gate said; of a failure also what it must say. */
  reason: string;
}

/**
 * Holds a gate to the contract that {@link Gate} states. A gate that compares a model with itself, or has a sign the
 * wrong way round, looks like a gate until this is asked of it.
 * @returns one check for each form; the gate may be trusted when none failed
 */
export async function selfTest(
  gate: AnyGate,
  parameters: unknown,
  rows: SelfTestRows,
): Promise<SelfTestCheck[]> {
  const { better, facts } = rows;
  const ofRows = gate.judges === "rows";
  const judge: Judge = (candidate, champion) =>
    verdictOf(gate, parameters, evidenceOf(candidate, champion, facts));
  return [
    ...(ofRows || facts ? await rulesOnRows(gate, rows, judge) : []),
    ...(ofRows || facts ? itself(gate, await judge(better, rows.again ?? better)) : []),
    ...(gate.claim === "absolute" ? [] : [mustBe("not-applicable", "no champion", await judge(better))]),
    ...(await failsClosed(gate, parameters, rows, judge)),
  ];
}

type Judge = (candidate: Predictions, champion?: Predictions) => Promise<Verdict>;

async function rulesOnRows(
  gate: AnyGate,
  { better, worse, mustPass }: SelfTestRows,
  judge: Judge,
): Promise<SelfTestCheck[]> {
  const win = await judge(better, worse);
  const shuffled = await judge(reversed(better), worse);
  const form = mustPass ? "clearly better" : "sound evidence";
  const checks = [
    mustPass ? mustBe("pass", form, win) : mustRule(form, win),
    gate.judges === "rows" ? same("shuffled rows", win, shuffled) : same("asked twice", win, shuffled),
  ];
  if (gate.judges !== "rows" || gate.claim === "absolute") return checks;
  const loss = await judge(worse, better);
  return [...checks, flipped(win, loss, mustPass), ...(mustPass ? [mustNotPass("clearly worse", loss)] : [])];
}

/** A model is not better than itself, nor is it worse. */
function itself({ claim }: AnyGate, verdict: Verdict): SelfTestCheck[] {
  const form = "against itself";
  if (claim === "absolute") return [];
  if (claim === "superiority") return [mustNotPass(form, verdict)];
  const wrong = verdict.status === "fail" || verdict.status === "error";
  return [wrong ? failed(form, verdict, "must not fail") : passed(form, verdict)];
}

/** Evidence that cannot carry a verdict must not pass, and the reason must say why. */
async function failsClosed(
  gate: AnyGate,
  parameters: unknown,
  { better, worse }: SelfTestRows,
  judge: Judge,
): Promise<SelfTestCheck[]> {
  const ofRows: [string, Evidence][] = [
    ["no examples", evidenceOf(firstRows(better, 0), firstRows(worse, 0))],
    ["a single example", evidenceOf(firstRows(better, 1), firstRows(worse, 1))],
    ["columns missing", evidenceOf(stripped(better), stripped(worse))],
  ];
  const cases: [string, Evidence][] = [
    ...(gate.judges === "rows" ? ofRows : []),
    ["metric not logged", loggedOnly(better, {})],
    ["logged as NaN", loggedOnly(better, nanFor(parameters))],
  ];
  const checks = cases.map(async ([form, evidence]) => {
    const verdict = await verdictOf(gate, parameters, evidence);
    return verdict.reason === "" ? failed(form, verdict, "must give a reason") : mustNotPass(form, verdict);
  });
  const poisoned = gate.judges === "rows" ? await withNaN(better, worse, judge) : [];
  return [...poisoned, ...(await Promise.all(checks))];
}

/** Numbers that are NaN; a gate that does not read them rules as ever. */
async function withNaN(better: Predictions, worse: Predictions, judge: Judge): Promise<SelfTestCheck[]> {
  const form = "NaN in the rows";
  if (better.numbers.size === 0 && !(better.predictions instanceof AmountColumn)) return [];
  const [sound, verdict] = [await judge(better, worse), await judge(poison(better), worse)];
  return [
    JSON.stringify(sound) === JSON.stringify(verdict)
      ? { form, status: "pass", reason: "it reads no column of numbers" }
      : mustNotPass(form, verdict),
  ];
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

function poison(rows: Predictions): Predictions {
  const nothing = () => new Float64Array(rows.ids.length).fill(Number.NaN);
  return {
    ...rows,
    ...(rows.predictions instanceof AmountColumn && { predictions: new AmountColumn(nothing()) }),
    numbers: new Map([...rows.numbers.keys()].map((name) => [name, nothing()])),
  };
}

const told = ({ status, reason }: Verdict): string => `says ${status} (${reason})`;

const passed = (form: string, verdict: Verdict): SelfTestCheck => ({
  form,
  status: "pass",
  reason: told(verdict),
});

const failed = (form: string, verdict: Verdict, must: string): SelfTestCheck => ({
  form,
  status: "fail",
  reason: `it ${must}, and ${told(verdict)}`,
});

const mustBe = (status: Verdict["status"], form: string, verdict: Verdict): SelfTestCheck =>
  verdict.status === status ? passed(form, verdict) : failed(form, verdict, `must say ${status}`);

const mustRule = (form: string, verdict: Verdict): SelfTestCheck =>
  verdict.status === "error" ? failed(form, verdict, "must come to a ruling") : passed(form, verdict);

const mustNotPass = (form: string, verdict: Verdict): SelfTestCheck =>
  verdict.status === "pass" || verdict.status === "not-applicable"
    ? failed(form, verdict, "must not pass")
    : passed(form, verdict);

const same = (form: string, one: Verdict, other: Verdict): SelfTestCheck =>
  JSON.stringify(one) === JSON.stringify(other)
    ? { form, status: "pass", reason: "the same ruling" }
    : { form, status: "fail", reason: `it ${told(one)}, and then ${told(other)}` };

/** @param differ whether the models are known to */
function flipped(win: Verdict, loss: Verdict, differ: boolean): SelfTestCheck {
  const form = "models swapped";
  const [one, other] = [win.evidence.estimate, loss.evidence.estimate];
  const reason = `the estimate is ${numberText(one)} and then ${numberText(other)}`;
  if (typeof one === "number" && one !== 0 && one === -Number(other)) return { form, status: "pass", reason };
  const bothRule = typeof one === "number" && typeof other === "number" && one === 0 && other === 0;
  if (!differ && (bothRule || (one === other && typeof one !== "number"))) {
    return { form, status: "unknown", reason: `these rows show no difference: it ${told(win)}` };
  }
  return { form, status: "fail", reason: `its sign must turn round, but ${reason}` };
}

const numberText = (value: unknown): string =>
  typeof value === "number" ? String(Number(value.toPrecision(4))) : String(value);
