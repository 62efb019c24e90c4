import { Value } from "typebox/value";
import { parse } from "yaml";
import { nearestName } from "../file/nearest-name.js";
import type { ReleaseStep } from "../file/slipway-file.js";
import type { GateContext } from "../gates/gate.js";
import { gates } from "../gates/index.js";
import { PipelineError } from "../pipeline-error.js";

/**
 * One gate as it would stand in slipway.yaml, e.g. `flips: { max: 0.02 }`.
 * @throws PipelineError `usage` that says what is wrong with it
 */
export function gateOfText(text: string, context: GateContext): ReleaseStep["gates"][number] {
  const wrong = (what: string) =>
    new PipelineError("usage", `the gate \`${text}\` cannot be used: ${what}`, {
      hint: "it is written as in slipway.yaml, e.g. `flips: { max: 0.02 }`",
    });
  let value: unknown;
  try {
    value = parse(text);
  } catch (error) {
    throw wrong(`not YAML: ${(error as Error).message.split("\n")[0]}`);
  }
  const entries = typeof value === "object" && value !== null ? Object.entries(value) : [];
  const [entry] = entries;
  if (!entry || entries.length > 1 || Array.isArray(value))
    throw wrong("it is not one gate's name with its parameters");
  const [name, parameters] = entry;
  const gate = Object.hasOwn(gates, name) ? gates[name] : undefined;
  if (!gate) {
    const near = nearestName(name, Object.keys(gates));
    throw wrong(
      `no gate is called ${name}; ${near ? `did you mean ${near}?` : `known are ${Object.keys(gates).join(", ")}`}`,
    );
  }
  const [error] = Value.Errors(gate.parameters, parameters);
  if (error) throw wrong(`${error.instancePath || "its parameters"} ${error.message}`);
  const [finding] = gate.findings(parameters, context);
  if (finding) throw wrong(finding);
  return { name, parameters };
}
