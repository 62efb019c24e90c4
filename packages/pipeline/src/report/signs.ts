import type { Answer, GateLine } from "./report.js";

export const ANSWER_SIGNS: Record<Answer["safe"], string> = { yes: "✅", no: "❌", "not-enough-data": "❔" };

export const STATUS_SIGNS: Record<GateLine["status"], string> = {
  pass: "✅",
  fail: "❌",
  "not-enough-data": "❔",
  error: "⚠️",
  "not-applicable": "➖",
};

/** A gate's status as people read it. */
export const statusText = (status: GateLine["status"]): string => status.replaceAll("-", " ");
