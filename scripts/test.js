import { prepare, run } from "./workspace.js";

prepare();
run(process.execPath, ["node_modules/vitest/vitest.mjs", "run", ...process.argv.slice(2)]);
