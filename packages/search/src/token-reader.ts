import { errorAt, SearchError, shorten } from "./search-error.js";
import { type Token, type TokenType, tokenize } from "./tokenize.js";

/** Filters and clauses longer than this, in UTF-16 units, are refused; a list of 5,000 run ids fits. */
export const LONGEST_TEXT = 200_000;

/** Walks the tokens of a text, one ahead. */
export class TokenReader {
  readonly text: string;
  readonly #tokens: readonly Token[];
  #at = 0;

  /** Throws a SearchError when the text is longer than {@link LONGEST_TEXT}. */
  constructor(text: string) {
    if (text.length > LONGEST_TEXT) {
      const limit = LONGEST_TEXT.toLocaleString("en-US");
      const length = text.length.toLocaleString("en-US");
      const message = `Search text of ${length} characters is too long. It may have at most ${limit}.`;
      throw new SearchError(message, LONGEST_TEXT, text.length - LONGEST_TEXT);
    }
    this.text = text;
    this.#tokens = tokenize(text);
  }

  /** The next token, or undefined at the end. */
  peek(): Token | undefined {
    return this.#tokens[this.#at];
  }

  /** The end of the token taken last. */
  get end(): number {
    return this.#tokens[this.#at - 1]?.end ?? 0;
  }

  /** Takes the next token, whatever it is. */
  next(): Token | undefined {
    const token = this.peek();
    if (token !== undefined) this.#at += 1;
    return token;
  }

  /** Takes the next token if it is of this type and, if given, this text in any case. */
  take(type: TokenType, text?: string): Token | undefined {
    const token = this.peek();
    if (token?.type !== type) return undefined;
    if (text !== undefined && token.text.toUpperCase() !== text) return undefined;
    return this.next();
  }

  /** The error for a clause, from `start` to the end of `last`, that is none of the language. */
  invalidClause(start: number, last: Token | undefined, hint: string): SearchError {
    const end = last?.end ?? this.end;
    const clause = shorten(this.text.slice(start, end));
    return errorAt({ start, end }, `Invalid clause(s) in filter string: '${clause}'. ${hint}`);
  }
}
