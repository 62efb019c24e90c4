import { EvaluationError } from "./predictions.js";
import type { Value } from "./row.js";

/** Collects one column, value by value. `where` names the line, for messages. */
export interface ColumnReader {
  add(value: Value, where: () => string): void;
}

/** Texts, none of which may be missing. */
export class TextColumn implements ColumnReader {
  readonly values: string[] = [];
  private readonly interned = new Map<string, string>();

  constructor(private readonly name: string) {}

  add(value: Value, where: () => string): void {
    const text = canonical(value);
    if (text === "" || text.toLowerCase() === "nan") {
      throw new EvaluationError(`${where()} has no ${this.name}: ${shown(value)}`);
    }
    // A label is one of few texts: a million rows need not hold a million copies of it.
    const known = this.interned.get(text);
    if (known === undefined) this.interned.set(text, text);
    this.values.push(known ?? text);
  }
}

/** Ids: texts that occur once each. */
export class IdColumn implements ColumnReader {
  private readonly whereById = new Map<string, string>();

  get values(): string[] {
    return [...this.whereById.keys()];
  }

  add(value: Value, where: () => string): void {
    const id = value === null ? "" : String(value);
    if (id === "") throw new EvaluationError(`${where()} has no id`);
    const before = this.whereById.get(id);
    if (before) throw new EvaluationError(`the id ${shown(id)} occurs twice: ${before} and ${where()}`);
    this.whereById.set(id, where());
  }
}

/** Finite numbers. A column that holds something else is kept as what it is wrong with, unless it must be numbers. */
export class NumberColumn implements ColumnReader {
  readonly values: number[] = [];
  problem: string | undefined;

  constructor(
    private readonly name: string,
    private readonly must: boolean,
  ) {}

  add(value: Value, where: () => string): void {
    if (this.problem) return;
    const number = numberOf(value);
    if (number !== undefined) {
      this.values.push(number);
      return;
    }
    this.problem = `${where()} has ${shown(value)} as ${this.name}, which is not a finite number`;
    this.values.length = 0;
    if (this.must) throw new EvaluationError(this.problem);
  }
}

/** Class names are texts; `1.0`, as data frames write whole numbers, is `1`. */
const canonical = (value: Value): string =>
  value === null ? "" : String(value).replace(/^(-?\d+)\.0+$/, "$1");

function numberOf(value: Value): number | undefined {
  const number = typeof value === "string" && value.trim() !== "" ? Number(value) : value;
  return typeof number === "number" && Number.isFinite(number) ? number : undefined;
}

const shown = (value: Value): string => (value === "" ? "an empty value" : JSON.stringify(value));
