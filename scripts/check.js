// Types, lint, boundaries and tests: what has to hold before a change is shared.
import { prepare, run } from "./workspace.js";

prepare();
const node = (script, ...args) => run(process.execPath, [`node_modules/${script}`, ...args]);
node("typescript/bin/tsc", "-p", "tsconfig.tests.json");
node("typescript/bin/tsc", "-p", "packages/web/tsconfig.json");
node("@biomejs/biome/bin/biome", "check", ".");
node("knip/bin/knip.js");
node("vitest/vitest.mjs", "run", ...process.argv.slice(2));
