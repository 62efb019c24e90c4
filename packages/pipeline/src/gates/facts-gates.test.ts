import { describe, expect, it } from "vitest";
import { applyGate } from "./apply-gate.js";
import type { CommandResult, Evidence, GateCommand, Measured } from "./gate.js";
import { parseSignature } from "./model-signature.js";
import { DAY, NOW, trainingRun } from "./testing/facts.js";

const known = (more: Partial<Measured> = {}): Measured => ({ logged: {}, reported: {}, ...more });
const evidenceOf = (candidate: Measured, champion?: Measured, more: Partial<Evidence> = {}): Evidence => ({
  candidate,
  ...(champion && { champion }),
  repeats: { metric: "", values: [] },
  configurationsCompared: 1,
  sameExamplesAsSelection: false,
  seed: 1,
  now: NOW,
  ...more,
});

describe("budget", () => {
  const judge = (parameters: object, own: Record<string, number>, other?: Record<string, number>) =>
    applyGate(
      "budget",
      { metric: "latency_ms", ...parameters },
      evidenceOf(known({ reported: own }), other && known({ reported: other })),
    );

  it.each([
    [{ max: 50 }, { latency_ms: 12.5 }, undefined, "pass", "latency_ms 12.5000 <= 50"],
    [{ max: 50 }, { latency_ms: 50.00001 }, undefined, "fail", "latency_ms 50.00001 > 50"],
    [{ min: 1, max: 50 }, { latency_ms: 2 }, undefined, "pass", "latency_ms 2.0000 <= 50 and >= 1"],
    [
      { "max-ratio": 1.1 },
      { latency_ms: 12 },
      { latency_ms: 10 },
      "fail",
      "latency_ms 12.0000 > 1.1 times the champion's 10.0000",
    ],
    [
      { "max-ratio": 1.25 },
      { latency_ms: 12 },
      { latency_ms: 10 },
      "pass",
      "latency_ms 12.0000 <= 1.25 times the champion's 10.0000",
    ],
    [{ "max-ratio": 1.1 }, { latency_ms: 12 }, undefined, "not-applicable", "there is no champion yet"],
    [
      { "max-ratio": 1.1 },
      { latency_ms: 12 },
      { size: 1 },
      "error",
      "nobody measured latency_ms of the champion; known of it are size",
    ],
    [
      { max: 1 },
      { latency: 1 },
      undefined,
      "error",
      "nobody measured latency_ms of the candidate; known of it are latency",
    ],
  ])("%o of %o", async (parameters, own, other, status, reason) => {
    expect(await judge(parameters, own, other as never)).toMatchObject({ status, reason, required: true });
  });
});

describe("freshness", () => {
  const judge = (of: string, data: Parameters<typeof trainingRun>[0], inputs?: never) =>
    applyGate("freshness", { "max-age": "30d", of }, evidenceOf(known({ run: trainingRun(data, inputs) })));
  const tag = (value: string) => ({ tags: [{ key: "data_date", value }] });

  it.each([
    ["2026-10-20", "pass", "tags.data_date is of 2026-10-20T00:00:00.000Z, 13d ago, within 30d"],
    ["2026-09-01", "fail", "tags.data_date is of 2026-09-01T00:00:00.000Z, 62d ago, more than 30d"],
    [
      "2026-10-20T12:00:00+02:00",
      "pass",
      "tags.data_date is of 2026-10-20T10:00:00.000Z, 12d14h ago, within 30d",
    ],
    [String((NOW - DAY) / 1000), "pass", "tags.data_date is of 2026-11-01T00:00:00.000Z, 1d ago, within 30d"],
    [String(NOW - DAY), "pass", "tags.data_date is of 2026-11-01T00:00:00.000Z, 1d ago, within 30d"],
    ["2027-01-01", "error", "tags.data_date is 2027-01-01T00:00:00.000Z, which is still to come"],
    [
      "yesterday",
      "error",
      'tags.data_date is "yesterday", which is no date: ISO 8601, such as 2026-11-01, or seconds since the epoch would be',
    ],
  ])("of data from %s", async (value, status, reason) => {
    expect(await judge("tags.data_date", tag(value))).toMatchObject({ status, reason });
  });

  it("is that of the training unless told otherwise, and of the oldest of several datasets", async () => {
    expect((await judge("run", {})).reason).toBe("run is of 2026-11-01T23:00:00.000Z, 1h ago, within 30d");
    const dataset = (date: string) => ({
      tags: [{ key: "date", value: date }],
      dataset: { name: "d", digest: "1", source_type: "local", source: "" },
    });
    const inputs = { dataset_inputs: [dataset("2026-11-01"), dataset("2026-01-01")] };
    expect((await judge("datasets.date", {}, inputs as never)).status).toBe("fail");
    expect((await judge("params.date", {})).reason).toBe("the candidate's run has no params.date");
  });
});

describe("schema", () => {
  const columns = (...list: [name: string, type: string, required?: boolean][]) =>
    JSON.stringify(list.map(([name, type, required = true]) => ({ name, type, required })));
  const model = (inputs: string, outputs = '[{"type": "double"}]') =>
    known({
      signature: parseSignature(
        `signature:\n  inputs: '${inputs}'\n  outputs: '${outputs}'\n  params: null\n`,
        "m",
      ),
    });
  const tensor = (dtype: string, shape: number[]) =>
    JSON.stringify([{ type: "tensor", "tensor-spec": { dtype, shape } }]);
  const old = columns(["age", "integer"], ["city", "string"], ["note", "string", false]);

  it.each([
    ["the same", old, old, undefined],
    [
      "a wider number",
      old,
      columns(["age", "double"], ["city", "string"], ["note", "string", false]),
      undefined,
    ],
    ["one input less", old, columns(["age", "integer"]), undefined],
    ["a new optional input", old, columns(["age", "integer"], ["zip", "string", false]), undefined],
    [
      "a new required input",
      old,
      columns(["age", "integer"], ["zip", "string"]),
      "it requires input zip, which the champion did not",
    ],
    [
      "an input no longer optional",
      old,
      columns(["note", "string"]),
      "it requires input note, which was optional",
    ],
    [
      "a narrower number",
      columns(["age", "long"]),
      columns(["age", "integer"]),
      "input age was long and is integer",
    ],
    [
      "a number that loses digits",
      columns(["age", "long"]),
      columns(["age", "double"]),
      "input age was long and is double",
    ],
    ["a tensor of any batch", tensor("float32", [8, 28]), tensor("float32", [-1, 28]), undefined],
    [
      "a tensor of one batch",
      tensor("float32", [-1, 28]),
      tensor("float32", [8, 28]),
      "input 1 was tensor(float32) [any, 28] and is tensor(float32) [8, 28]",
    ],
  ])("%s", async (_, before, after, difference) => {
    const verdict = await applyGate("schema", {}, evidenceOf(model(after), model(before)));
    expect(verdict).toMatchObject(
      difference === undefined
        ? { status: "pass", reason: "it takes what the champion took, and returns what it returned" }
        : { status: "fail", required: true, reason: difference },
    );
  });

  it("keeps what callers read of the outputs", async () => {
    const judge = async (before: string, after: string) =>
      (await applyGate("schema", {}, evidenceOf(model(old, after), model(old, before)))).reason;
    expect(await judge(columns(["a", "long"]), columns(["b", "long"]))).toBe("output a is missing");
    expect(await judge(columns(["a", "double"]), columns(["a", "float"], ["b", "long"]))).toMatch(
      /^it takes/,
    );
    const deep = (type: string) =>
      JSON.stringify([
        { type: "array", items: { type: "object", properties: { x: { type, required: true } } } },
      ]);
    expect(await judge(deep("long"), deep("string"))).toBe(
      "output 1 was array({x: long}) and is array({x: string})",
    );
  });

  it("does not pass what it cannot read, and asks nothing where the champion promised nothing", async () => {
    const without = known({ signature: {} });
    expect((await applyGate("schema", {}, evidenceOf(known(), model(old)))).status).toBe("error");
    expect((await applyGate("schema", {}, evidenceOf(without, model(old)))).reason).toContain(
      "no signature of its inputs",
    );
    expect((await applyGate("schema", {}, evidenceOf(model(old), without))).status).toBe("not-applicable");
    expect(() => parseSignature("signature: {inputs: '{'}", "m")).toThrow("whose inputs cannot be read");
    expect(parseSignature("flavors: {}", "m")).toEqual({});
  });
});

describe("command", () => {
  const judge = async (result: CommandResult, parameters: object = {}) => {
    const asked: GateCommand[] = [];
    const verdict = await applyGate(
      "command",
      { run: "check ${{ candidate.model }} ${{ champion.predictions }}", ...parameters },
      evidenceOf(known({ files: { model: "/m", predictions: "/p.csv" } }), undefined, {
        run: async (command) => {
          asked.push(command);
          return result;
        },
      }),
    );
    return { ...verdict, asked };
  };

  it("hands the files on", async () => {
    const { asked } = await judge({ output: "" }, { name: "drift", timeout: "2m" });
    expect(asked).toEqual([
      {
        label: "drift",
        command: "check /m ",
        environment: {
          SLIPWAY_CANDIDATE_MODEL: "/m",
          SLIPWAY_CANDIDATE_PREDICTIONS: "/p.csv",
          SLIPWAY_CHAMPION_MODEL: "",
          SLIPWAY_CHAMPION_PREDICTIONS: "",
        },
        timeout: 120_000,
      },
    ]);
  });

  it.each([
    [{ output: "fine\n" }, "pass", "command ended well"],
    [{ output: "too slow\n", failure: "exited with code 3" }, "fail", "command exited with code 3: too slow"],
    [{ output: 'log\n{"status": "fail", "reason": "biased\\nmuch"}\n' }, "fail", "biased much"],
    [{ output: '{"status": "pass", "evidence": {"drift": 0.1}}' }, "pass", "command said pass"],
    [
      { output: '{"status": "pass", "reason": "all good"}', failure: "exited with code 1" },
      "fail",
      "command exited with code 1: all good",
    ],
    [{ output: '{"status": "not-enough-data", "reason": "12 rows"}' }, "not-enough-data", "12 rows"],
    [
      { output: '{"status": "passed"}' },
      "error",
      'command said the status "passed"; known are pass, fail, not-enough-data',
    ],
    [{ output: "{broken", failure: "killed by SIGKILL" }, "fail", "command killed by SIGKILL: {broken"],
  ])("%o", async (result, status, reason) => {
    expect(await judge(result)).toMatchObject({ status, reason });
  });
});
