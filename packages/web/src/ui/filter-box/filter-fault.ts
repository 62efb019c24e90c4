import { type Grammar, parseFilter, SearchError } from "@slipway/search";

/** What is wrong with a filter, and where: UTF-16 units from its start. */
export interface FilterFault {
  message: string;
  start: number;
  /** Exclusive; equal to `start` where the text ends too early. */
  end: number;
}

/** The first fault of a filter; undefined when the server would take it. */
export function filterFault(text: string, grammar: Grammar): FilterFault | undefined {
  try {
    parseFilter(text.trim() === "" ? "" : text, grammar);
    return undefined;
  } catch (error) {
    if (!(error instanceof SearchError)) throw error;
    const { message, position, length } = error;
    return { message, start: position, end: position + length };
  }
}

/** Whether a fault may go away by typing on: nothing but white space follows it. */
export function mayBecomeRight(fault: FilterFault, text: string): boolean {
  return fault.end >= text.trimEnd().length;
}
