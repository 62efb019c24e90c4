import { readText } from "../../app/read-text.js";

/** What the address of the list of registered models carries. */
export interface ModelsSearch {
  /** A part of the name. */
  text?: string;
  /** An order_by clause. */
  sort?: string;
}

/** Reads the address; what it does not know is left out. */
export function readModelsSearch(search: Record<string, unknown>): ModelsSearch {
  return { text: readText(search.text), sort: readText(search.sort) };
}
