import type { Decision } from "@slipway/contract";
import fc from "fast-check";
import { Value } from "typebox/value";
import { describe, expect, it } from "vitest";
import { buildReport } from "./build-report.js";
import { renderReport } from "./render-report.js";
import { Report } from "./report.js";
import { row, table } from "./table.js";
import { DECISIONS } from "./testing/decisions.js";
import { PROMOTED } from "./testing/promoted.js";

/** What people and attackers call things. */
const hostile = fc.oneof(
  fc.constantFrom(
    "<script>alert(1)</script>",
    "a|b",
    "two\nlines",
    "`code`",
    "]]>",
    "--><!--",
    "\u0000\u001b[31m\u007f\ufffe",
    "\u202egnp.exe",
    '" onload="x',
    "</details>",
    "</style>",
    "@everyone #1 ![x](http://x.test)",
    "x".repeat(10_000),
    "\ud800",
  ),
  fc.string({ unit: "binary" }),
);

function named(name: string): Decision {
  const { selection, verdicts, evaluation } = PROMOTED;
  return {
    ...PROMOTED,
    model: name,
    reason: name,
    forced: name,
    actor: { name, source: name, verified: false },
    commit: { sha: name, branch: name },
    selection: selection && {
      ...selection,
      metric: name,
      selected: name,
      configurations: selection.configurations.map((one) => ({ ...one, label: name, excluded: name })),
    },
    candidate: { run_id: name, model_uri: name, source: name },
    evaluation: evaluation && { ...evaluation, candidate: { [name]: 1 } },
    verdicts: verdicts.map((one) => ({
      ...one,
      reason: name,
      gate: name,
      method: name,
      evidence: { ...one.evidence, metric: name, [name]: name },
    })),
  };
}

// What XML 1.0 allows, and the only tags that a report writes.
const NOT_XML = /(?![\t\n\r])\p{Cc}|\p{Cs}|[\uFFFE\uFFFF]/u;
const tags = (markup: string) => [...markup.matchAll(/<(\/?[a-z]+)/gi)].map(([, tag]) => tag?.toLowerCase());

describe("every format", () => {
  it("of every outcome has its answer, and JSON fits its schema", async () => {
    for (const decision of Object.values(DECISIONS)) {
      const report = buildReport(decision);
      expect([...Value.Errors(Report, JSON.parse(await renderReport(report, "json")))]).toEqual([]);
      for (const format of ["markdown", "gitlab", "html", "junit"] as const)
        expect(await renderReport(report, format)).toContain(`Safe to promote: ${report.answer.text}`);
    }
  });

  it("of Markdown fits into a comment, and names what it leaves out", async () => {
    const report = buildReport(PROMOTED);
    const rows = Array.from({ length: 20 }, () => row(Array.from({ length: 20 }, () => "x".repeat(250))));
    const long = Array.from({ length: 3 }, (_, place) => ({
      title: `Long ${place}`,
      folded: false,
      text: [],
      figures: [],
      table: table(["long"], rows),
    }));
    const markdown = await renderReport({ ...report, sections: [...report.sections, ...long] }, "markdown");
    expect(markdown.length).toBeLessThan(65_536);
    expect(markdown).toMatch(/Left out here, since it would be too long: Long 0, Long 1, Long 2\.\n$/);
  });

  it("is broken by no name", { timeout: 60_000 }, async () => {
    const plain = buildReport(named("plain"));
    const shape = async (report: Report, format: "html" | "junit" | "markdown") =>
      tags(await renderReport(report, format)).sort();
    const expected = { html: await shape(plain, "html"), junit: await shape(plain, "junit") };
    await fc.assert(
      fc.asyncProperty(hostile, async (name) => {
        const report = buildReport(named(name));
        const html = await renderReport(report, "html");
        expect(Object.keys(Object.prototype)).toEqual([]);
        expect(html).not.toMatch(/<script|onload="x/);
        expect(new Set(tags(html))).toEqual(new Set(expected.html));
        const xml = await renderReport(report, "junit");
        expect(tags(xml).sort()).toEqual(expected.junit);
        expect(xml).not.toMatch(NOT_XML);
        expect(xml.replaceAll(/&(amp|lt|gt|quot|#39);/g, "")).not.toContain("&");
        const markdown = await renderReport(report, "markdown");
        expect(markdown.length).toBeLessThan(60_000);
        expect(new Set(tags(markdown.replaceAll(/\\[<>]/g, "")))).toEqual(
          new Set(["details", "/details", "summary", "/summary"]),
        );
      }),
      { numRuns: 15, examples: [["toString"], ["__proto__"]] },
    );
  });
});
