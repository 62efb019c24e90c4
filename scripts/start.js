import { prepare, root } from "./workspace.js";

prepare();
const { main } = await import(new URL("packages/cli/dist/main.js", `file://${root}`).href);
await main([process.execPath, "slipway", "ui", ...process.argv.slice(2)]);
