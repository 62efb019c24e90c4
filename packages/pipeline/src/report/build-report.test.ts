import { describe, expect, it } from "vitest";
import { buildReport } from "./build-report.js";
import { headline } from "./report.js";
import { DECISIONS } from "./testing/decisions.js";

const reports = Object.entries(DECISIONS).map(([name, decision]) => ({
  name,
  report: buildReport(decision),
}));

describe("a report", () => {
  it("answers first whether it is safe to promote, and says why in plain words", () => {
    const told = reports.map(({ name, report }) => [
      `# ${name}: ${report.title}`,
      headline(report),
      ...report.why,
      ...(report.answer.limit ? [report.answer.limit] : []),
      ...report.notes.map(({ kind, text }) => `(${kind}) ${text}`),
      "",
    ]);
    expect(told.flat().join("\n")).toMatchSnapshot();
  });
});
