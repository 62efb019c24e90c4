import { writeFileSync } from "node:fs";
import { parseArgs } from "node:util";
import { readSplit } from "./dataset.js";
import { scorer } from "./spam-filter.js";
import { loadFilter } from "./stored-filter.js";

/** Scores the model in the directory `--model` on every held-out mail and writes one line for each to `--out`. */
function evaluate(): void {
  const { values } = parseArgs({ options: { model: { type: "string" }, out: { type: "string" } } });
  if (!values.model || !values.out)
    throw new Error("usage: node dist/evaluate.js --model DIRECTORY --out FILE");
  const score = scorer(loadFilter(values.model));
  const rows = readSplit("test").map(({ id, label, body }) => {
    const spamScore = score(body);
    return `${id},${label},${spamScore > 0.5 ? "spam" : "ham"},${spamScore}\n`;
  });
  writeFileSync(values.out, `id,label,prediction,score\n${rows.join("")}`);
  console.log(`${rows.length} mails scored: ${values.out}`);
}

evaluate();
