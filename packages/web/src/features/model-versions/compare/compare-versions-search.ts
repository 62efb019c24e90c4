import { readText } from "../../../app/read-text.js";

/** What the address of a comparison of two versions carries. */
export interface CompareVersionsSearch {
  /** Their numbers. Absent: the newest version, and the one in use before it. */
  a?: string;
  b?: string;
  /** Whether values are listed in which both agree. */
  same?: true;
}

/** Reads the address; what it does not know is left out. */
export const readCompareVersionsSearch = (search: Record<string, unknown>): CompareVersionsSearch => ({
  a: readText(search.a),
  b: readText(search.b),
  same: search.same === true || undefined,
});
