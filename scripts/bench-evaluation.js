import { prepare, run } from "./workspace.js";

prepare();
run(process.execPath, ["bench/evaluation.js", ...process.argv.slice(2)]);
