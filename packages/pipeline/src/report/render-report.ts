import { junitReport } from "./formats/junit.js";
import { markdownReport } from "./formats/markdown.js";
import type { Report } from "./report.js";

/** One way to write a report. */
interface Format {
  /** Of the files that are written in it; `markdown` is what a `.md` is unless said otherwise. */
  extension: string;
  render(report: Report): string | Promise<string>;
}

/** Every format of a report, by the name that `--format` takes. */
const formats = {
  markdown: { extension: ".md", render: (report) => markdownReport(report, "github") },
  gitlab: { extension: ".md", render: (report) => markdownReport(report, "gitlab") },
  // Charts are loaded for this format alone.
  html: {
    extension: ".html",
    render: async (report) => (await import("./formats/html-with-charts.js")).htmlWithCharts(report),
  },
  junit: { extension: ".xml", render: junitReport },
  json: { extension: ".json", render: (report) => `${JSON.stringify(report, null, 2)}\n` },
} satisfies Record<string, Format>;

export type ReportFormat = keyof typeof formats;
export const REPORT_FORMATS = Object.keys(formats) as ReportFormat[];

/** A report as text. */
export const renderReport = async (report: Report, format: ReportFormat): Promise<string> =>
  (formats as Record<ReportFormat, Format>)[format].render(report);

/** The format that the name of a file asks for: `report.html`, `report.gitlab.md`; undefined for one that asks for none. */
export function reportFormatOf(path: string): ReportFormat | undefined {
  const name = path.toLowerCase();
  const named = REPORT_FORMATS.find((format) => name.endsWith(`.${format}${formats[format].extension}`));
  return named ?? REPORT_FORMATS.find((format) => name.endsWith(formats[format].extension));
}
