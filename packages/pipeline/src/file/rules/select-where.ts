import { SearchError } from "@slipway/search";
import { parseWhere } from "../../release/where.js";
import { pathText } from "../finding.js";
import type { Rule } from "./rule.js";

const WHERE = ["release", "select", "where"] as const;

/** `where` is read before any compute is spent on what it would filter. */
export const selectWhere: Rule = ({ content, source }) => {
  const where = content.release?.select.where;
  if (where === undefined) return [];
  try {
    parseWhere(where);
    return [];
  } catch (error) {
    if (!(error instanceof SearchError)) throw error;
    const place = source.locateText(WHERE, where, error.position);
    return [{ severity: "error", message: error.message, ...place, path: pathText(WHERE) }];
  }
};
