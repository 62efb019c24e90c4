import { readText } from "../../app/read-text.js";

/** What the address of the list of experiments carries. */
export interface ExperimentsSearch {
  /** A part of the name. */
  text?: string;
  /** Shows the deleted ones instead. */
  deleted?: true;
  /** An order_by clause. */
  sort?: string;
}

/** Reads the address; what it does not know is left out. */
export function readExperimentsSearch(search: Record<string, unknown>): ExperimentsSearch {
  return {
    text: readText(search.text),
    deleted: search.deleted === true || undefined,
    sort: readText(search.sort),
  };
}
