// Simulates histories of CI through the release code, and prints how often each way to decide is wrong.
//   npm run bench:decisions [-- --quick]
// Exits 1 when a rate may be above the stated error. With --quick there are too few histories to rule that out.
import { rmSync } from "node:fs";
import { join } from "node:path";
import { install, root, run } from "./workspace.js";

install();
const { rolldown } = await import("rolldown");
const bundle = await rolldown({
  input: join(root, "bench/decisions/run.ts"),
  platform: "node",
  resolve: { conditionNames: ["slipway-source", "node", "import", "default"] },
});
const folder = join(root, "node_modules/.slipway/bench-decisions");
process.on("exit", () => rmSync(folder, { recursive: true, force: true }));
await bundle.write({ dir: folder, format: "esm", entryFileNames: "run.mjs", codeSplitting: false });
run(process.execPath, [join(folder, "run.mjs"), ...process.argv.slice(2)]);
