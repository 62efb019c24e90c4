import { decisionsReport, FULL, QUICK } from "./report.js";

const size = process.argv.includes("--quick") ? QUICK : FULL;
const started = Date.now();
const progress = (what: string) => process.stderr.write(`simulates ${what} …\n`);
const { lines, broken } = await decisionsReport(size, { progress });
const histories = `${size.decisions} histories of one decision, ${size.looks} of up to 32 looks`;
process.stdout.write(`${lines.join("\n")}\n\n${histories}; ${Math.round((Date.now() - started) / 1000)} s\n`);
for (const problem of broken) process.stdout.write(`Does not hold: ${problem}\n`);
process.exitCode = broken.length > 0 ? 1 : 0;
