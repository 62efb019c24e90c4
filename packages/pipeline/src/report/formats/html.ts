import { headline, type Report, type Section, type Table } from "../report.js";
import { markupText } from "../shown-text.js";
import { PLAIN_SIGNS, statusText } from "../signs.js";
import { pageStyle } from "./page-style.js";

/** A chart: what wide screens show, and for narrow ones another where it needs to be. */
export interface Drawing {
  wide: string;
  narrow?: string;
}

export type Draw = (figure: Section["figures"][number]) => Drawing;

/**
 * A report as one page that needs nothing else: no script, no network, light and dark, on paper and on a phone.
 * @param draw makes the charts
 */
export function htmlReport(report: Report, draw: Draw): string {
  const { title, answer, why, notes, facts, sections, gates } = report;
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<meta name="color-scheme" content="light dark">
<meta name="referrer" content="no-referrer">
<title>${markupText(title)}</title>
<style>${pageStyle}</style>
</head>
<body>
<header class="${answer.safe}">
<p class="title">${markupText(title)}</p>
<h1><span aria-hidden="true">${PLAIN_SIGNS[answer.safe]}</span> ${markupText(headline(report))}</h1>
${paragraphs(why)}${answer.limit ? `<p class="limit">${markupText(answer.limit)}</p>` : ""}
</header>
<main>
${gates.length > 0 ? gateSection(report) : ""}${notes.length > 0 ? noteSection(notes) : ""}
${sections.map((section) => sectionMarkup(section, draw)).join("\n")}
${facts.length === 0 ? "" : factSection(facts)}
</main>
</body>
</html>
`;
}

const factSection = (facts: Report["facts"]): string =>
  `<section><h2>Where it came from</h2>
<dl>${facts.map(({ name, text, code }) => `<dt>${markupText(name)}</dt><dd>${code ? `<code>${markupText(text)}</code>` : markupText(text)}</dd>`).join("")}</dl>
</section>`;

const paragraphs = (sentences: readonly string[]): string =>
  sentences.map((sentence) => `<p>${markupText(sentence)}</p>\n`).join("");

function gateSection({ gates }: Report): string {
  const rows = gates
    .map(
      ({ name, status, required, reason }) =>
        `<li class="${status}"><span class="status"><span aria-hidden="true">${PLAIN_SIGNS[status]}</span> ${statusText(status)}</span><span><b>${markupText(name)}</b>${required ? "" : ' <span class="aside">not required</span>'}</span><span class="reason">${markupText(reason)}</span></li>`,
    )
    .join("\n");
  return `<section><h2>Gates</h2>\n<ul class="gates">\n${rows}\n</ul></section>\n`;
}

const noteSection = (notes: Report["notes"]): string =>
  `<section><h2>To keep in mind</h2>\n<ul class="notes">\n${notes
    .map(
      ({ kind, text }) =>
        `<li class="${kind}">${kind === "warning" ? "<b>Warning.</b> " : ""}${markupText(text)}</li>`,
    )
    .join("\n")}\n</ul></section>\n`;

function sectionMarkup({ title, text, figures, table, folded }: Section, draw: Draw): string {
  const charts = figures.map((figure) => chart(figure.title, draw(figure))).join("");
  const content = `${paragraphs(text)}${charts && `<div class="charts">${charts}</div>\n`}${table ? tableMarkup(table, title) : ""}`;
  if (folded) return `<details><summary>${markupText(title)}</summary>\n${content}</details>`;
  return `<section><h2>${markupText(title)}</h2>\n${content}</section>`;
}

function chart(title: string, { wide, narrow }: Drawing): string {
  const drawn =
    narrow === undefined ? wide : `<div class="wide">${wide}</div><div class="narrow">${narrow}</div>`;
  return `<figure${narrow === undefined ? "" : ' class="long"'}><figcaption>${markupText(title)}</figcaption>${drawn}</figure>\n`;
}

function tableMarkup({ columns, rows, more }: Table, title: string): string {
  const kind = (place: number) => (columns[place]?.numeric ? ' class="number"' : "");
  const head = columns
    .map(({ name }, place) => `<th scope="col"${kind(place)}>${markupText(name)}</th>`)
    .join("");
  const body = rows
    .map(({ cells, marked }) => {
      const [first = "", ...others] = cells.map(markupText);
      const mark = marked ? ' <span class="mark">selected</span>' : "";
      const rest = others.map((cell, place) => `<td${kind(place + 1)}>${cell}</td>`).join("");
      return `<tr${marked ? ' class="marked"' : ""}><th scope="row"${kind(0)}>${first}${mark}</th>${rest}</tr>`;
    })
    .join("\n");
  const label = `role="region" aria-label="${markupText(title)}" tabindex="0"`;
  return `<div class="scroll" ${label}><table><thead><tr>${head}</tr></thead>\n<tbody>${body}</tbody></table></div>${more > 0 ? `<p class="aside">and ${more} more</p>` : ""}\n`;
}
