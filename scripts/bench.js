import { prepare, run } from "./workspace.js";

prepare();
run(process.execPath, ["bench/run.js", ...process.argv.slice(2)]);
