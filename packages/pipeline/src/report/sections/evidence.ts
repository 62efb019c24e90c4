import type { GateLine, Section } from "../report.js";
import { row, table } from "../table.js";

/** Every figure behind each verdict: for whoever wants to check them. */
export function evidenceSections(gates: readonly GateLine[]): Section[] {
  return gates
    .filter(({ evidence }) => Object.keys(evidence).length > 0)
    .map(({ name, method, evidence }) => ({
      title: `Figures of gate ${name}`,
      folded: true,
      text: method ? [`Method: ${method}.`] : [],
      figures: [],
      table: table(
        ["figure", "#value"],
        Object.entries(evidence).flatMap(([key, value]) =>
          isShown(value) ? [row([key.replaceAll("_", " "), figureText(value)])] : [],
        ),
      ),
    }));
}

/** Lists of records are no figures: those that matter have a table of their own. */
const isShown = (value: unknown): boolean =>
  value !== undefined &&
  value !== null &&
  !(
    Array.isArray(value) &&
    (value.length === 0 || value.some((one) => typeof one === "object" && one !== null))
  );

function figureText(value: unknown): string {
  if (typeof value === "number") return String(Number(value.toPrecision(6)));
  if (typeof value === "string") return value;
  if (Array.isArray(value) && value.every((one) => typeof one !== "object" || one === null))
    return value.map((one) => (one === null ? "∞" : figureText(one))).join(" … ");
  return JSON.stringify(value);
}
