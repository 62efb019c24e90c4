import type { Answer, GateLine } from "./report.js";

export const ANSWER_SIGNS: Record<Answer["safe"], string> = { yes: "✅", no: "❌", "not-enough-data": "❔" };

export const STATUS_SIGNS: Record<GateLine["status"], string> = {
  pass: "✅",
  fail: "❌",
  "not-enough-data": "❔",
  error: "⚠️",
  "not-applicable": "➖",
};

/** What a font of text has, for pages that cannot count on pictures. */
export const PLAIN_SIGNS: Record<Answer["safe"] | GateLine["status"], string> = {
  yes: "✓",
  pass: "✓",
  no: "✗",
  fail: "✗",
  "not-enough-data": "?",
  error: "!",
  "not-applicable": "–",
};

/** A gate's status as people read it. */
export const statusText = (status: GateLine["status"]): string => status.replaceAll("-", " ");
