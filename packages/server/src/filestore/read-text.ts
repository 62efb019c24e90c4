import { readFileSync, statSync } from "node:fs";
import { BrokenFile } from "./finding.js";

/** A tag or a param is no longer than this, in bytes; MLflow's own limit is far below. */
const LARGEST = 16 * 1024 * 1024;

const decoder = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true });

/** Reads a small text file whole. @throws BrokenFile for what is no text, or far too large */
export function readText(file: string): string {
  const { size } = statSync(file);
  if (size > LARGEST) throw new BrokenFile(`It has ${size} bytes; at most ${LARGEST} are read.`);
  try {
    return decoder.decode(readFileSync(file));
  } catch (error) {
    if (error instanceof TypeError) throw new BrokenFile("It is no UTF-8 text.");
    throw error;
  }
}
