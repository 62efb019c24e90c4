import { EvaluationError } from "./predictions.js";
import type { Value } from "./row.js";

/** Collects one column, value by value. */
export interface ColumnReader {
  add(value: Value, line: number): void;
}

/** Texts, none of which may be missing. */
export class TextColumn implements ColumnReader {
  readonly values: string[] = [];
  private readonly interned = new Map<string, string>();

  constructor(
    private readonly path: string,
    private readonly name: string,
  ) {}

  add(value: Value, line: number): void {
    const text = canonical(value);
    if (text === "" || text.toLowerCase() === "nan") {
      throw new EvaluationError(`line ${line} of ${this.path} has no ${this.name}: ${shown(value)}`);
    }
    // A label is one of few texts: a million rows need not hold a million copies of it.
    const known = this.interned.get(text);
    if (known === undefined) this.interned.set(text, text);
    this.values.push(known ?? text);
  }
}

/** Ids: texts that occur once each. */
export class IdColumn implements ColumnReader {
  private readonly lineOf = new Map<string, number>();

  constructor(private readonly path: string) {}

  get values(): string[] {
    return [...this.lineOf.keys()];
  }

  add(value: Value, line: number): void {
    const id = value === null ? "" : String(value);
    if (id === "") throw new EvaluationError(`line ${line} of ${this.path} has no id`);
    const before = this.lineOf.get(id);
    if (before !== undefined) {
      throw new EvaluationError(
        `the id ${shown(id)} occurs twice in ${this.path}: on lines ${before} and ${line}`,
      );
    }
    this.lineOf.set(id, line);
  }
}

/** Finite numbers. A column that holds something else is kept as what it is wrong with, unless it must be numbers. */
export class NumberColumn implements ColumnReader {
  readonly values: number[] = [];
  problem: string | undefined;

  constructor(
    private readonly path: string,
    private readonly name: string,
    private readonly must: boolean,
  ) {}

  add(value: Value, line: number): void {
    if (this.problem) return;
    const number = numberOf(value);
    if (number !== undefined) {
      this.values.push(number);
      return;
    }
    this.problem = `line ${line} of ${this.path} has ${shown(value)} as ${this.name}, which is not a finite number`;
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
