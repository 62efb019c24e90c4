import { compileDecoder, Decision } from "@slipway/contract";

const decode = compileDecoder(Decision, { keepUnknownEnums: true });

/** The decision in a JSON value; undefined when it is none that this version can read. */
export function readDecision(value: unknown): Decision | undefined {
  if (typeof value !== "object" || value === null) return undefined;
  try {
    return decode(value) as Decision;
  } catch {
    return undefined;
  }
}
