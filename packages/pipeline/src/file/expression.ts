import { data, Evaluator, type Expr, Lexer, Parser } from "@actions/expressions";
import { ContextAccess, IndexAccess, Literal } from "@actions/expressions/ast";
import type { CellValue } from "../matrix/cell.js";

/** One piece of a template: text as it is, or a parsed `${{ }}`. */
type Segment = { text: string } | { expression: Expr; source: string };

/** A text with `${{ }}` in it, parsed. */
export interface Template {
  segments: Segment[];
  references: Reference[];
}

/** A `context.name` that a template reads; without a name, the context as a whole or by a computed name. */
export interface Reference {
  context: string;
  name?: string;
  /** Which `${{` of the text reads it, from 0. */
  occurrence: number;
}

/** Why a `${{ }}` cannot be read; `occurrence` counts the `${{` of the text from 0. */
export interface TemplateProblem {
  message: string;
  occurrence: number;
}

export const OPENING = "${{";
const CLOSING = "}}";

/** Parses the `${{ }}` of a text with GitHub Actions' grammar, in which only the named contexts exist. */
export function parseTemplate(
  text: string,
  contexts: readonly string[],
): { template: Template; problems: TemplateProblem[] } {
  const template: Template = { segments: [], references: [] };
  const problems: TemplateProblem[] = [];
  let offset = 0;
  for (let occurrence = 0; ; occurrence++) {
    const start = text.indexOf(OPENING, offset);
    if (start < 0) break;
    template.segments.push({ text: text.slice(offset, start) });
    const end = closingOf(text, start + OPENING.length);
    if (end === undefined) {
      problems.push({ message: "`${{` without its `}}`", occurrence });
      return { template, problems };
    }
    const source = text.slice(start + OPENING.length, end).trim();
    offset = end + CLOSING.length;
    try {
      const expression = parseExpression(source, contexts);
      template.segments.push({ expression, source });
      template.references.push(
        ...referencesOf(expression).map((reference) => ({ ...reference, occurrence })),
      );
    } catch (error) {
      problems.push({ message: `\`${source}\`: ${(error as Error).message}`, occurrence });
    }
  }
  template.segments.push({ text: text.slice(offset) });
  return { template, problems };
}

/** Fills a template in. A name that a context lacks is empty text, as in GitHub Actions. */
function fillTemplate(template: Template, contexts: Record<string, CellValue>): string {
  const dictionary = toData(contexts) as data.Dictionary;
  return template.segments
    .map((segment) =>
      "text" in segment
        ? segment.text
        : new Evaluator(segment.expression, dictionary).evaluate().coerceString(),
    )
    .join("");
}

/** Parses and fills in at once a text that was checked before. */
export const fill = (text: string, contexts: Record<string, CellValue>): string =>
  fillTemplate(parseTemplate(text, Object.keys(contexts)).template, contexts);

function parseExpression(source: string, contexts: readonly string[]): Expr {
  if (source === "") throw new Error("there is no expression in it");
  return new Parser(new Lexer(source).lex().tokens, [...contexts], []).parse();
}

/** Where the `}}` of an expression is, passing over its texts in quotes. */
function closingOf(text: string, start: number): number | undefined {
  let quoted = false;
  for (let i = start; i < text.length; i++) {
    if (text[i] === "'") quoted = !quoted;
    else if (!quoted && text.startsWith(CLOSING, i)) return i;
  }
  return undefined;
}

function referencesOf(expression: Expr): Omit<Reference, "occurrence">[] {
  const found: Omit<Reference, "occurrence">[] = [];
  const visit = (node: unknown): void => {
    if (node instanceof IndexAccess && node.expr instanceof ContextAccess && node.index instanceof Literal) {
      found.push({ context: node.expr.name.lexeme, name: node.index.literal.coerceString() });
    } else if (node instanceof ContextAccess) {
      found.push({ context: node.name.lexeme });
    } else if (typeof node === "object" && node !== null) {
      for (const child of Object.values(node)) visit(child);
    }
  };
  visit(expression);
  return found;
}

function toData(value: CellValue): data.ExpressionData {
  if (value === null) return new data.Null();
  if (typeof value === "string") return new data.StringData(value);
  if (typeof value === "number") return new data.NumberData(value);
  if (typeof value === "boolean") return new data.BooleanData(value);
  if (Array.isArray(value)) return new data.Array(...value.map(toData));
  return new data.Dictionary(...Object.entries(value).map(([key, child]) => ({ key, value: toData(child) })));
}
