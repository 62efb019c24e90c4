import { renderToStaticMarkup } from "react-dom/server.browser";
import { withoutEscapes } from "../../ui/format/without-escapes.js";
import { MarkdownText } from "../../ui/markdown/MarkdownText.js";
import type { NotebookCell, NotebookOutput } from "./notebook.js";

const STYLE = `
:root { font: 14px/1.55 system-ui, sans-serif; color: #212529; background: #fff }
body { margin: 16px 20px; max-width: 1000px }
pre { margin: 0 0 8px; padding: 8px 10px; overflow: auto; font: 12px/1.5 ui-monospace, Menlo, Consolas, monospace; white-space: pre-wrap; overflow-wrap: anywhere }
section { display: grid; grid-template-columns: 56px minmax(0, 1fr); margin-bottom: 12px }
section > span { padding-top: 8px; color: #5f676f; font: 12px/1.5 ui-monospace, Menlo, Consolas, monospace }
pre.code { background: #f4f6f8; border: 1px solid #dfe3e8; border-radius: 4px }
pre.failed { background: #fff0f0 }
table { border-collapse: collapse; font-size: 13px }
th, td { padding: 3px 8px; border: 1px solid #dfe3e8; text-align: left }
img, svg { max-width: 100% }
`;

/** A notebook as a page of its own. What its cells printed as HTML is in it as it is: it may be drawn in a sandbox alone. */
export function notebookPage(cells: readonly NotebookCell[]): string {
  const page = (
    <html lang="en">
      <head>
        <meta charSet="utf-8" />
        <style>{STYLE}</style>
      </head>
      <body>
        {cells.map((cell, place) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: cells have no other name, and are drawn once.
          <Cell key={place} cell={cell} />
        ))}
      </body>
    </html>
  );
  return `<!doctype html>${renderToStaticMarkup(page)}`;
}

function Cell({ cell: { kind, source, count, outputs } }: { cell: NotebookCell }) {
  return (
    <section>
      <span>{kind === "code" && `[${count ?? " "}]`}</span>
      <div>
        {kind === "markdown" ? <MarkdownText text={source} /> : <pre className="code">{source}</pre>}
        {outputs.map((output, place) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: outputs have no other name, and are drawn once.
          <Output key={place} output={output} />
        ))}
      </div>
    </section>
  );
}

function Output({ output }: { output: NotebookOutput }) {
  if (output.kind === "image") return <img src={output.address} alt="Output of the cell" />;
  if (output.kind === "text") {
    return <pre className={output.failed ? "failed" : undefined}>{withoutEscapes(output.text)}</pre>;
  }
  // biome-ignore lint/security/noDangerouslySetInnerHtml: the page is only ever drawn in the sandbox.
  return <div dangerouslySetInnerHTML={{ __html: output.html }} />;
}
