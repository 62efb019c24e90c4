import type { Verdict } from "@slipway/contract";
import { Value } from "typebox/value";
import { EvaluationError } from "../evaluation/evaluation-error.js";
import type { Evidence, Ruling } from "./gate.js";
import { type AnyGate, gates } from "./index.js";

/** {@link verdictOf} the gate of that name; `error` when there is none. */
export async function applyGate(name: string, parameters: unknown, evidence: Evidence): Promise<Verdict> {
  const gate = Object.hasOwn(gates, name) ? gates[name] : undefined;
  if (gate) return verdictOf(gate, parameters, evidence);
  const reason = `no gate is called ${name}; known are ${Object.keys(gates).join(", ")}`;
  return { gate: name, status: "error", required: true, reason, evidence: {} };
}

/**
 * Lets one gate rule on the evidence. Whatever keeps it from a ruling (wrong parameters, evidence that cannot be
 * computed with) is a verdict of its own, `error`, and so never lets a candidate through.
 */
export async function verdictOf(gate: AnyGate, parameters: unknown, evidence: Evidence): Promise<Verdict> {
  const own =
    isRecord(parameters) && typeof parameters.required === "boolean" ? parameters.required : gate.required;
  const { required = own, ...ruling } = await rule(gate, parameters, evidence);
  return { gate: gate.name, required, ...ruling };
}

async function rule(gate: AnyGate, parameters: unknown, evidence: Evidence): Promise<Ruling> {
  const [wrong] = Value.Errors(gate.parameters, parameters);
  if (wrong || !isRecord(parameters)) {
    return failure(`wrong parameters: ${wrong?.instancePath ?? ""} ${wrong?.message ?? "not a mapping"}`);
  }
  const evaluated = evidence.candidate.predictions !== undefined;
  const [finding] = gate.findings(parameters, { evaluated });
  if (finding) return failure(finding);
  try {
    return await gate.evaluate(evidence, parameters);
  } catch (error) {
    if (error instanceof EvaluationError) return failure(error.message);
    throw error;
  }
}

const failure = (reason: string): Ruling => ({ status: "error", reason, evidence: {} });

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === "object" && value !== null && !Array.isArray(value);
