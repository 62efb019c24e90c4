import fc from "fast-check";
import type { Call, Fault } from "../call.js";

const WRONG_TYPES: readonly unknown[] = [5, true, "<p>x", 1.5, ["x"], [5], {}, { a: 1 }, [[]]];

/** A call with its fields drawn one by one, and every so often one of them spoilt. */
export function call(
  method: Call["method"],
  path: string,
  fields: Readonly<Record<string, fc.Arbitrary<unknown>>> = {},
): fc.Arbitrary<Call> {
  const valid = fc.record(fields) as fc.Arbitrary<Record<string, unknown>>;
  const plain = valid.map((drawn): Call => ({ method, path: path, fields: drawn }));
  // A search keeps its filter, which keeps other sequences out of it.
  const names = Object.keys(fields).filter((name) => name !== "filter");
  if (names.length === 0) return plain;
  const fault = fc.record({
    kind: fc.constantFrom<Fault["kind"]>("absent", "null", "type", "unknown"),
    field: fc.constantFrom(...names),
  });
  const wrong = fc.tuple(plain, fault, fc.constantFrom(...WRONG_TYPES)).map(spoil);
  return fc.oneof({ arbitrary: plain, weight: 14 }, { arbitrary: wrong, weight: 1 });
}

function spoil([call, fault, value]: [Call, Fault, unknown]): Call {
  const spoilt = { absent: undefined, null: null, type: value, unknown: undefined }[fault.kind];
  const fields =
    fault.kind === "unknown"
      ? { ...call.fields, no_such_field: value }
      : { ...call.fields, [fault.field]: spoilt };
  return { ...call, fields, fault };
}
