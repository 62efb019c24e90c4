import { prepare, run } from "./workspace.js";

prepare();
run(process.execPath, ["bench/ui/run.js", ...process.argv.slice(2)]);
