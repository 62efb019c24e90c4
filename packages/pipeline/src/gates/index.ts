import { budget } from "./budget.js";
import { command } from "./command.js";
import { flips } from "./flips.js";
import { freshness } from "./freshness.js";
import type { Gate } from "./gate.js";
import { improvement } from "./improvement.js";
import { nonInferiority } from "./non-inferiority.js";
import { schema } from "./schema.js";
import { slices } from "./slices.js";
import { threshold } from "./threshold.js";

/** A gate whose parameters have been checked against its schema. */
export type AnyGate = Gate<Record<string, unknown>>;

const all: readonly AnyGate[] = [
  threshold,
  improvement,
  nonInferiority,
  slices,
  flips,
  budget,
  freshness,
  schema,
  command,
];

/** Every gate by its name: the file grammar, its JSON Schema and the self-test take them from here. */
export const gates: Readonly<Record<string, AnyGate>> = Object.fromEntries(
  all.map((gate) => [gate.name, gate]),
);
