import { headline, type Note, type Report, type Section, type Table } from "../report.js";
import { ANSWER_SIGNS, STATUS_SIGNS, statusText } from "../signs.js";
import { codeMarkdown, escapeMarkdown } from "./escape-markdown.js";
import { figureTable } from "./figure-table.js";

export type Flavour = "github" | "gitlab";

/** Longest Markdown, in characters: a comment on GitHub may have 65,536. */
const LONGEST = 60_000;

/**
 * A report in the Markdown of a forge: for a job's summary, or a pull or merge request. Sections that would make it
 * too long for a comment are left out, the last first, and named.
 */
export function markdownReport(report: Report, flavour: Flavour = "github"): string {
  const head = headOf(report, flavour);
  const sections = report.sections.map((section) => ({ title: section.title, text: sectionText(section) }));
  const kept: string[] = [];
  let length = head.length;
  for (const { text } of sections) {
    length += text.length + 2;
    if (length > LONGEST) break;
    kept.push(text);
  }
  const left = sections.slice(kept.length).map(({ title }) => title);
  const missing =
    left.length > 0
      ? `Left out here, since it would be too long: ${left.map(escapeMarkdown).join(", ")}.`
      : "";
  return `${[head, ...kept, missing.slice(0, 2000)].filter((part) => part !== "").join("\n\n")}\n`;
}

function headOf(report: Report, flavour: Flavour): string {
  const { answer, title, why, facts, gates, notes } = report;
  const parts = [
    `### ${ANSWER_SIGNS[answer.safe]} ${escapeMarkdown(headline(report))}`,
    `**${escapeMarkdown(title)}**`,
    paragraph([...why, ...(answer.limit ? [answer.limit] : [])]),
    gates.length > 0 ? gateTable(report) : "",
    ...notes.map((note) => noteText(note, flavour)),
    facts.length === 0
      ? ""
      : details(
          "Where it came from",
          table(
            ["", ""],
            facts.map(({ name, text, code }) => [
              escapeMarkdown(name),
              code ? codeMarkdown(text) : escapeMarkdown(text),
            ]),
          ),
        ),
  ];
  return parts.filter((part) => part !== "").join("\n\n");
}

const paragraph = (sentences: readonly string[]): string => sentences.map(escapeMarkdown).join(" ");

function gateTable({ gates }: Report): string {
  const rows = gates.map(({ name, status, required, reason }) => [
    escapeMarkdown(name),
    `${STATUS_SIGNS[status]} ${statusText(status)}`,
    required ? "yes" : "no",
    escapeMarkdown(reason),
  ]);
  return table(["gate", "verdict", "required", "because"], rows);
}

/** GitHub knows alerts; elsewhere a quotation does. */
function noteText({ kind, text }: Note, flavour: Flavour): string {
  if (flavour === "github")
    return `> [!${kind === "warning" ? "WARNING" : "NOTE"}]\n> ${escapeMarkdown(text)}`;
  return `> ${kind === "warning" ? "⚠️ **Warning**" : "ℹ️ **Note**"}: ${escapeMarkdown(text)}`;
}

function sectionText({ title, text, figures, table: own }: Section): string {
  const tables = [...(own ? [own] : []), ...figures.flatMap(figureTable)];
  // What it says is about charts that are not shown here.
  if (figures.length > 0 && tables.length === 0) return "";
  return details(
    title,
    [paragraph(text), ...tables.map(tableText)].filter((part) => part !== "").join("\n\n"),
  );
}

// Both forges read Markdown inside of HTML only after an empty line.
const details = (title: string, content: string): string =>
  `<details><summary>${escapeMarkdown(title)}</summary>\n\n${content}\n\n</details>`;

function tableText({ columns, rows, more }: Table): string {
  const shown = rows.map(({ cells, marked }) =>
    cells.map((cell, place) => {
      const text = escapeMarkdown(cell);
      return marked && place === 0 ? `**${text}**` : text;
    }),
  );
  const markdown = table(
    columns.map(({ name }) => escapeMarkdown(name)),
    shown,
    columns.map(({ numeric }) => numeric),
  );
  return more > 0 ? `${markdown}\n\nand ${more} more` : markdown;
}

function table(
  headers: readonly string[],
  rows: readonly (readonly string[])[],
  numeric: boolean[] = [],
): string {
  const line = (cells: readonly string[]) => `| ${cells.join(" | ")} |`;
  const rule = headers.map((_, place) => (numeric[place] ? "---:" : "---"));
  return [line(headers), line(rule), ...rows.map(line)].join("\n");
}
