import fc from "fast-check";
import { describe, expect, expectTypeOf, it } from "vitest";
import type { InputOf, RequestOf } from "../endpoint.js";
import { endpoints } from "../endpoints/index.js";
import { ApiError } from "../errors.js";
import { compileDecoder } from "./decode.js";
import { compileEncoder, compilePieces } from "./encode.js";
import { parseJson } from "./json.js";
import { Double, Int64, List, Maybe, Message, Text } from "./scalars.js";

const logBatch = compileDecoder(endpoints.runs.logBatch.request);
const problem = (run: () => unknown): ApiError => {
  try {
    run();
  } catch (error) {
    if (error instanceof ApiError) return error;
    throw error;
  }
  throw new Error("nothing was refused");
};

describe("decoding", () => {
  it("fills lists and defaults, and ignores unknown fields", () => {
    expect(
      logBatch({ run_id: "r", extra: 1, metrics: [{ key: "a", value: "1.5", timestamp: "7" }] }),
    ).toEqual({
      run_id: "r",
      metrics: [{ key: "a", value: 1.5, timestamp: 7, step: 0 }],
      params: [],
      tags: [],
    });
  });

  it("types what a sender may leave out and a receiver finds", () => {
    expectTypeOf<RequestOf<typeof endpoints.runs.logBatch>["tags"]>().toEqualTypeOf<
      { key: string; value: string }[]
    >();
    const sent: InputOf<typeof endpoints.runs.logBatch> = {
      run_id: "r",
      metrics: [{ key: "a", value: 1, timestamp: 1 }],
    };
    expect(logBatch(sent).metrics[0]?.step).toBe(0);
  });

  it.each([
    [{}, "Missing value for required parameter 'run_id'."],
    [{ run_id: "" }, "Missing value for required parameter 'run_id'."],
    [{ run_id: null }, "Missing value for required parameter 'run_id'."],
    [{ run_id: 5 }, "Invalid value 5 for parameter 'run_id' supplied:  Hint: Value was of type 'int'."],
    [
      { run_id: ["x"] },
      `Invalid value ["x"] for parameter 'run_id' supplied:  Hint: Value was of type 'list'.`,
    ],
    [
      { run_id: "r", metrics: {} },
      "Invalid value {} for parameter 'metrics' supplied:  Hint: Value was of type 'dict'.",
    ],
    [
      { run_id: "r", metrics: [{ value: 1, timestamp: 1 }] },
      "Missing value for required parameter 'metrics[0].key'.",
    ],
    [
      { run_id: "r", metrics: [{ key: "a", value: true, timestamp: 1 }] },
      "Invalid value true for parameter 'metrics[0].value'",
    ],
    [
      { run_id: "r", metrics: [{ key: "a", value: 1, timestamp: 1.5 }] },
      "Invalid value 1.5 for parameter 'metrics[0].timestamp'",
    ],
    [
      { run_id: "r", metrics: [{ key: "a", value: 1, timestamp: 2n ** 63n }] },
      "Invalid value 9223372036854775808 for",
    ],
  ])("refuses %o", (value, message) => {
    const error = problem(() => logBatch(value));
    expect(error.code).toBe("INVALID_PARAMETER_VALUE");
    expect(error.message).toContain(message);
  });

  it("takes the older name of a field, and enums by name or number", () => {
    const update = compileDecoder(endpoints.runs.update.request);
    expect(update({ run_uuid: "r", status: 3 })).toEqual({ run_id: "r", status: "FINISHED" });
    expect(update({ run_id: "r", run_uuid: "q", status: "KILLED" })).toEqual({
      run_id: "r",
      status: "KILLED",
    });
    expect(problem(() => update({ run_id: "r", status: "DONE" })).code).toBe("INVALID_PARAMETER_VALUE");
  });

  it("takes a field under its camel-case name, but not under both", () => {
    expect(logBatch({ runId: "r" }).run_id).toBe("r");
    expect(problem(() => logBatch({ runId: "r", run_id: "r" })).message).toBe(
      "Request specifies both 'run_id' and 'runId'; provide only one of them.",
    );
  });

  it.each([
    ["nan", Number.NaN],
    ["-inf", -Infinity],
    ["Infinity", Infinity],
    ["1e3", 1000],
    ["1.5", 1.5],
  ])("reads %s as a double", (text, value) => {
    expect(
      logBatch({ run_id: "r", metrics: [{ key: "a", value: text, timestamp: "1.0" }] }).metrics[0]?.value,
    ).toBe(value);
  });

  it("never lets a field reach the prototype", () => {
    const decoded = logBatch(JSON.parse('{"run_id":"r","__proto__":{"polluted":1},"constructor":2}'));
    expect(Object.getPrototypeOf(decoded)).toBe(Object.prototype);
    expect("polluted" in decoded).toBe(false);
  });
});

describe("the wire format", () => {
  const schema = Message({ a: Int64(), b: Double(), c: Maybe(Text()), d: List(Int64()) });
  const encode = compileEncoder(schema);
  const decode = compileDecoder(schema);

  it("leaves out what is unset and writes what JSON cannot", () => {
    expect(encode({ a: 2n ** 62n, b: Number.NaN, d: [] })).toBe('{"a":4611686018427387904,"b":"NaN"}');
  });

  it("carries every message unchanged", () => {
    const int64 = fc
      .bigInt({ min: -(2n ** 63n), max: 2n ** 63n - 1n })
      .map((value) => (Number.isSafeInteger(Number(value)) ? Number(value) : value));
    const message = fc.record(
      { a: int64, b: fc.double().map((x) => (Object.is(x, -0) ? 0 : x)), c: fc.string(), d: fc.array(int64) },
      { requiredKeys: ["a", "b", "d"] },
    );
    fc.assert(
      fc.property(message, (value) => {
        expect(decode(parseJson(encode(value)))).toEqual(value);
      }),
    );
  });

  it("writes the same in pieces", () => {
    const written = compilePieces(schema);
    const list = fc.array(fc.bigInt(), { size: "+1" });
    fc.assert(
      fc.property(list, fc.option(fc.string(), { nil: undefined }), (d, c) => {
        const value = { a: 1, b: 0.5, c, d } as never;
        expect([...written(value)].join("")).toBe(encode(value));
      }),
    );
    const long = { a: 1, b: 0.5, d: Array.from({ length: 50_000 }, (_, index) => index) };
    expect([...written(long)].length).toBeGreaterThan(2);
    expect([...written(long)].join("")).toBe(encode(long));
  });

  it("parses JSON as JSON.parse does, but for integers that it would round", () => {
    expect(parseJson('{"x":9007199254740993,"y":"9007199254740993","z":1.2345678901234567890}')).toEqual({
      x: 9007199254740993n,
      y: "9007199254740993",
      z: 1.2345678901234567,
    });
    // Up to the largest magnitude that a double still holds exactly.
    const exact = (text: string) => (text.match(/\d+/g) ?? []).every((run) => run.length < 16);
    fc.assert(
      fc.property(fc.json().filter(exact), (text) => {
        expect(parseJson(text)).toEqual(JSON.parse(text));
      }),
    );
  });
});

describe("the table", () => {
  const all = Object.values(endpoints).flatMap((group) => Object.values(group));

  it("names each call after its place", () => {
    for (const [resource, group] of Object.entries(endpoints))
      for (const [verb, entry] of Object.entries(group)) expect(entry.name).toBe(`${resource}.${verb}`);
  });

  it("has one entry for a method and path, and an access decision that names a field of the request", () => {
    const seen = new Set<string>();
    for (const entry of all) {
      for (const method of entry.methods) {
        const route = `${method} ${entry.prefix} ${entry.path}`;
        expect(seen.has(route), route).toBe(false);
        seen.add(route);
      }
      if (entry.access !== "public" && entry.access.id)
        expect(Object.keys(entry.request.properties), entry.name).toContain(entry.access.id);
    }
  });
});
