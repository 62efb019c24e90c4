import { type Static, Type } from "typebox";
import { EvaluationError } from "../evaluation/evaluation-error.js";
import type { Gate, Measured } from "./gate.js";
import { requiredParameter } from "./gate-parameters.js";
import type { ModelSignature, SignatureField } from "./model-signature.js";
import { withoutChampion } from "./rows-of-both.js";

const parameters = Type.Object(
  { required: requiredParameter },
  { additionalProperties: false, description: "a mapping, `{}` for the defaults" },
);

export type SchemaParameters = Static<typeof parameters>;

/**
 * Whoever calls the champion must be able to call the candidate: it asks for no input that the champion did not,
 * takes the types that the champion took, and returns what the champion returned. Types are compatible as MLflow
 * enforces signatures: the same, or converted without loss (integer to long or double, float to double).
 */
export const schema: Gate<SchemaParameters> = {
  name: "schema",
  parameters,
  required: true,
  claim: "not-worse",
  judges: "facts",
  example: {},
  needs: () => ["signature"],
  findings: () => [],
  evaluate: ({ candidate, champion }) => {
    if (!champion) return withoutChampion();
    const [own, other] = [signatureOf(candidate, "candidate"), signatureOf(champion, "champion")];
    if (!other.inputs && !other.outputs) {
      return { status: "not-applicable", reason: "the champion has no signature", evidence: {} };
    }
    const differences = [
      ...inputs(own.inputs, other.inputs),
      ...outputs(own.outputs, other.outputs),
      ...inferenceParameters(own.params ?? [], other.params ?? []),
    ];
    const evidence = { differences };
    const [first] = differences;
    if (first === undefined) {
      return {
        status: "pass",
        reason: "it takes what the champion took, and returns what it returned",
        evidence,
      };
    }
    const more = differences.length > 1 ? `, and ${differences.length - 1} more` : "";
    return { status: "fail", reason: `${first}${more}`, evidence };
  },
};

function signatureOf({ signature }: Measured, who: string): ModelSignature {
  if (signature) return signature;
  throw new EvaluationError(`the MLmodel file of the ${who} cannot be read, so its signature is not known`);
}

function inputs(own: Fields, other: Fields): string[] {
  if (!other) return [];
  if (!own) return ["it has no signature of its inputs, the champion has"];
  return own.flatMap((field, index) => {
    const before = matching(other, field, index);
    const name = nameOf("input", field, index);
    if (!before) return field.required ? [`it requires ${name}, which the champion did not`] : [];
    if (field.required && !before.required) return [`it requires ${name}, which was optional`];
    return accepts(field, before) ? [] : [`${name} was ${typeOf(before)} and is ${typeOf(field)}`];
  });
}

function outputs(own: Fields, other: Fields): string[] {
  if (!other) return [];
  if (!own) return ["it has no signature of its outputs, the champion has"];
  return other.flatMap((before, index) => {
    const field = matching(own, before, index);
    const name = nameOf("output", before, index);
    if (!field) return [`${name} is missing`];
    if (before.required && !field.required) return [`${name} is optional, and was not`];
    return accepts(before, field) ? [] : [`${name} was ${typeOf(before)} and is ${typeOf(field)}`];
  });
}

function inferenceParameters(own: readonly SignatureField[], other: readonly SignatureField[]): string[] {
  return other.flatMap((before, index) => {
    const field = matching(own, before, index);
    const name = nameOf("parameter", before, index);
    if (!field) return [`${name} is missing`];
    return accepts(field, before) ? [] : [`${name} was ${typeOf(before)} and is ${typeOf(field)}`];
  });
}

type Fields = readonly SignatureField[] | undefined;

/** By name; a field without a name by its place. */
const matching = (fields: readonly SignatureField[], { name }: SignatureField, index: number) =>
  name === undefined ? fields[index] : fields.find((field) => field.name === name);

const nameOf = (what: string, { name }: SignatureField, index: number): string =>
  name === undefined ? `${what} ${index + 1}` : `${what} ${name}`;

const typeOf = ({ type, shape }: SignatureField): string =>
  shape ? `${type} [${shape.map((size) => (size === -1 ? "any" : size)).join(", ")}]` : type;

/** What MLflow converts without loss, from the type given to the type wanted. */
const CONVERSIONS: Record<string, readonly string[]> = {
  integer: ["long", "double"],
  float: ["double"],
};

/** Whether a value of the type `given` can stand where `wanted` is asked for. */
function accepts(wanted: SignatureField, given: SignatureField): boolean {
  if (wanted.type === "any") return true;
  if (wanted.type !== given.type) return CONVERSIONS[given.type]?.includes(wanted.type) ?? false;
  if (!wanted.shape || !given.shape) return wanted.shape === given.shape;
  const sizes = given.shape;
  return (
    wanted.shape.length === sizes.length &&
    wanted.shape.every((size, axis) => size === -1 || size === sizes[axis])
  );
}
