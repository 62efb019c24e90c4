import { CHANGES, type Change } from "@slipway/contract";
import { readText } from "../../../app/read-text.js";

/** What the address of a decision carries. */
export interface DecisionSearch {
  /** Which examples are listed; those that turned wrong, if there are any, until someone chooses. */
  change?: Change;
  /** Whether more than the first of them are. */
  more?: true;
  /** The class whose curves are drawn. */
  class?: string;
}

/** Reads the address; what it does not know is left out. */
export function readDecisionSearch(search: Record<string, unknown>): DecisionSearch {
  const { change } = search;
  const known = typeof change === "string" && Object.hasOwn(CHANGES, change);
  return {
    change: known ? (change as Change) : undefined,
    more: search.more === true || undefined,
    class: readText(search.class),
  };
}

/** What of a decision is shown, and how to show something else of it. */
export interface DecisionViewState {
  view: DecisionSearch;
  onView: (part: DecisionSearch) => void;
}
