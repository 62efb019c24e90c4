import { type Document, isMap, isNode, isSeq, LineCounter, type Node, type Pair, parseDocument } from "yaml";
import type { Finding, Path } from "./finding.js";
import { pathText } from "./finding.js";

/** A place in the text; lines and columns count from 1. */
export interface Position {
  line: number;
  column: number;
}

/** YAML text that remembers where each of its values stands. */
export class YamlSource {
  readonly #document: Document;
  readonly #lines = new LineCounter();

  constructor(readonly text: string) {
    this.#document = parseDocument(text, { lineCounter: this.#lines, prettyErrors: false });
  }

  /** What is wrong with the text as YAML, with the reader's own words. */
  get syntaxFindings(): Finding[] {
    const problems = [
      ...this.#document.errors.map((error) => ({ error, severity: "error" as const })),
      ...this.#document.warnings.map((error) => ({ error, severity: "warning" as const })),
    ];
    return problems.map(({ error, severity }) => ({
      severity,
      message: `not valid YAML: ${error.message}`,
      ...this.#at(error.pos[0]),
      path: "",
    }));
  }

  /** The text as plain values. @throws when aliases nest so deep that the text is an attack */
  value(): unknown {
    return this.#document.toJS({ maxAliasCount: 100 });
  }

  /** Where the value at a path stands; the nearest value around it when there is none. */
  locate(path: Path): Position {
    return this.#at(this.#node(path)?.range?.[0] ?? 0);
  }

  /** Where the key at the end of a path stands. */
  locateKey(path: Path): Position {
    const key = this.#pair(path)?.key;
    return isNode(key) ? this.#at(key.range?.[0] ?? 0) : this.locate(path);
  }

  /** Where the nth occurrence of a marker inside the text value at a path stands. */
  locateInside(path: Path, marker: string, nth: number): Position {
    const range = this.#node(path)?.range;
    if (!range) return this.locate(path);
    let offset = range[0] - 1;
    for (let i = 0; i <= nth; i++) {
      offset = this.text.indexOf(marker, offset + 1);
      if (offset < 0 || offset >= range[1]) return this.locate(path);
    }
    return this.#at(offset);
  }

  /**
   * Where a character of the text value at a path stands; the value's start when it is written in another way
   * than it reads (escapes, folded lines).
   */
  locateText(path: Path, text: string, index: number): Position {
    const range = this.#node(path)?.range;
    const start = range ? this.text.slice(range[0], range[1]).indexOf(text) : -1;
    return range && start >= 0 ? this.#at(range[0] + start + index) : this.locate(path);
  }

  /** A finding on the value at a path. */
  finding(severity: Finding["severity"], path: Path, message: string, hint?: string): Finding {
    return { severity, message, ...(hint ? { hint } : {}), ...this.locate(path), path: pathText(path) };
  }

  /** A finding on the key at the end of a path. */
  keyFinding(severity: Finding["severity"], path: Path, message: string, hint?: string): Finding {
    return { severity, message, ...(hint ? { hint } : {}), ...this.locateKey(path), path: pathText(path) };
  }

  #at(offset: number): Position {
    const { line, col } = this.#lines.linePos(offset);
    return { line: Math.max(line, 1), column: Math.max(col, 1) };
  }

  #node(path: Path): Node | undefined {
    for (let length = path.length; length >= 0; length--) {
      const node = length === 0 ? this.#document.contents : this.#document.getIn(path.slice(0, length), true);
      if (isNode(node)) return node;
    }
    return undefined;
  }

  #pair(path: Path): Pair | undefined {
    const parent =
      path.length === 1 ? this.#document.contents : this.#document.getIn(path.slice(0, -1), true);
    if (isSeq(parent) || !isMap(parent)) return undefined;
    const name = String(path.at(-1));
    return parent.items.find((pair) => String(isNode(pair.key) ? pair.key.toJSON() : pair.key) === name);
  }
}
