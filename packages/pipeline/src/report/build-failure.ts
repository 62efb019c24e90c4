import type { Report } from "./report.js";

/** What ended a job before there was a decision. */
export interface Failure {
  /** What was to be released, such as the registered model. */
  subject: string;
  message: string;
  /** What would be right, or what the command that failed printed last. */
  hint?: string | undefined;
  /** Milliseconds since the epoch. */
  createdAt: number;
}

/** The report of a release that came to no decision: what failed. */
export function buildFailure({ subject, message, hint, createdAt }: Failure): Report {
  const lines = hint?.split("\n").filter((line) => line.trim() !== "") ?? [];
  return {
    format: 1,
    kind: "failure",
    subject,
    title: `${subject}: failed`,
    outcome: "failed",
    answer: { safe: "no", text: "no, nothing was decided" },
    why: [sentence(message)],
    gates: [],
    notes: [],
    facts: [],
    sections:
      lines.length > 0 ? [{ title: "What is known of it", folded: false, text: lines, figures: [] }] : [],
    created_at: createdAt,
  };
}

const sentence = (text: string): string => {
  const begun = text.charAt(0).toUpperCase() + text.slice(1);
  return /[.!?]$/.test(begun) ? begun : `${begun}.`;
};
