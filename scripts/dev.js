// The server over ./mlflow.db, compiled again on every change.
import { spawn } from "node:child_process";
import { bundleServer, prepare, root } from "./workspace.js";

prepare();
const node = (...args) => spawn(process.execPath, args, { cwd: root, stdio: "inherit" });
const compiler = node("node_modules/typescript/bin/tsc", "-b", "--watch", "--preserveWatchOutput");
const bundler = node(...bundleServer, "--watch");
const server = node("--watch", "packages/cli/bin/slipway.js", "ui", ...process.argv.slice(2));
process.on("SIGINT", () => {
  compiler.kill();
  bundler.kill();
  server.kill();
});
