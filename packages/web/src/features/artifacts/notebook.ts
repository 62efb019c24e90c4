/** A cell of a notebook, reduced to what is shown. */
export interface NotebookCell {
  kind: "markdown" | "code" | "raw";
  source: string;
  /** Of a code cell: the number beside it. */
  count?: number;
  outputs: NotebookOutput[];
}

export type NotebookOutput =
  | { kind: "text"; text: string; failed: boolean }
  | { kind: "image"; address: string }
  | { kind: "html"; html: string };

/** What is shown of a result that comes in several forms, the best first. */
const IMAGES = ["image/png", "image/jpeg", "image/gif"];

type Loose = Record<string, unknown>;

/**
 * Reads a Jupyter notebook of format 4 (nbformat); undefined for what is none.
 * @param text the JSON of the file
 */
export function readNotebook(text: string): NotebookCell[] | undefined {
  const notebook = parse(text);
  if (!isLoose(notebook) || !Array.isArray(notebook.cells)) return undefined;
  return notebook.cells.filter(isLoose).map((cell) => ({
    kind: cell.cell_type === "markdown" || cell.cell_type === "raw" ? cell.cell_type : "code",
    source: textOf(cell.source),
    ...(typeof cell.execution_count === "number" && { count: cell.execution_count }),
    outputs: Array.isArray(cell.outputs) ? cell.outputs.filter(isLoose).flatMap(outputOf) : [],
  }));
}

function outputOf(output: Loose): NotebookOutput[] {
  if (output.output_type === "stream") {
    return [{ kind: "text", text: textOf(output.text), failed: output.name === "stderr" }];
  }
  if (output.output_type === "error") {
    const trace = textOf(Array.isArray(output.traceback) ? output.traceback.join("\n") : output.evalue);
    return [{ kind: "text", text: trace, failed: true }];
  }
  const data = isLoose(output.data) ? output.data : {};
  const image = IMAGES.find((type) => data[type] !== undefined);
  if (data["text/html"] !== undefined) return [{ kind: "html", html: textOf(data["text/html"]) }];
  if (image)
    return [{ kind: "image", address: `data:${image};base64,${textOf(data[image]).replace(/\s/g, "")}` }];
  if (data["image/svg+xml"] !== undefined) return [{ kind: "html", html: textOf(data["image/svg+xml"]) }];
  if (data["text/plain"] === undefined) return [];
  return [{ kind: "text", text: textOf(data["text/plain"]), failed: false }];
}

/** Texts are written whole or line by line. */
const textOf = (value: unknown): string => {
  if (Array.isArray(value)) return value.filter((part) => typeof part === "string").join("");
  return typeof value === "string" ? value : "";
};

const isLoose = (value: unknown): value is Loose =>
  typeof value === "object" && value !== null && !Array.isArray(value);

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
