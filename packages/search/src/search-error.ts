/** What is wrong with a filter or an order_by clause, and where; the server answers INVALID_PARAMETER_VALUE. */
export class SearchError extends Error {
  override readonly name = "SearchError";
  /** Where the fault starts: UTF-16 units from the start of the text that was parsed, 0-based. */
  readonly position: number;
  /** How many UTF-16 units the fault spans; 0 when the text ends too early. */
  readonly length: number;

  constructor(message: string, position: number, length: number) {
    super(message);
    this.position = position;
    this.length = length;
  }
}

const LONGEST_EXCERPT = 200;

/** `text` for a message, cut to a length that fits a log line. */
export function shorten(text: string): string {
  return text.length > LONGEST_EXCERPT ? `${text.slice(0, LONGEST_EXCERPT)}…` : text;
}

/** The error for what stands from `start` to `end`. */
export function errorAt({ start, end }: { start: number; end: number }, message: string): SearchError {
  return new SearchError(message, start, end - start);
}
