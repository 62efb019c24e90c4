import type { Comparator } from "../filter.js";

/** What numbers allow. */
export const NUMERIC: readonly Comparator[] = ["=", "!=", ">", ">=", "<", "<="];

/** What text allows; `%` and `_` are the wildcards of LIKE, and ILIKE ignores case. */
export const TEXT: readonly Comparator[] = ["=", "!=", "LIKE", "ILIKE"];

/** What text allows where a list may be given too. */
export const TEXT_OR_LIST: readonly Comparator[] = [...TEXT, "IN", "NOT IN"];

/** What text allows where its absence can be asked for. */
export const TEXT_OR_ABSENT: readonly Comparator[] = [...TEXT, "IS NULL", "IS NOT NULL"];
