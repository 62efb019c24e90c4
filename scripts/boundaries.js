// Holds the sources against the walls of .dependency-cruiser.cjs. Ends with 1 when one is broken.
//   node scripts/boundaries.js [folder …]
import { readdirSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import swc from "@swc/core";
import { root } from "./workspace.js";

// dependency-cruiser sees nothing through TypeScript 7, so it parses with swc, which it does not tell of JSX.
const parse = swc.parseFileSync;
swc.parseFileSync = (file, settings) => parse(file, { ...settings, tsx: file.endsWith(".tsx") });
const { cruise } = await import("dependency-cruiser");

process.chdir(root);
const { forbidden, options } = createRequire(import.meta.url)("../.dependency-cruiser.cjs");
const packages = readdirSync(join(root, "packages")).map((name) => `packages/${name}/src`);
const folders = process.argv.length > 2 ? process.argv.slice(2) : packages;
const { output } = await cruise(folders, { ...options, validate: true, ruleSet: { forbidden } });

for (const { rule, from, to } of output.summary.violations)
  process.stdout.write(`${from} -> ${to}: ${rule.name}\n`);
process.stdout.write(
  `${output.summary.violations.length} violations, ${output.summary.totalCruised} modules\n`,
);
process.exitCode = output.summary.violations.length > 0 ? 1 : 0;
