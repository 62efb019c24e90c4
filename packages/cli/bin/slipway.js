#!/usr/bin/env node
// A committed file, so that npm links it before anything is built.
import { existsSync } from "node:fs";
import { fileURLToPath } from "node:url";

const main = new URL("../dist/main.js", import.meta.url);
if (!existsSync(fileURLToPath(main))) {
  process.stderr.write("slipway: not built yet; run `npm run build` in the repository first\n");
  process.exit(70);
}
await (await import(main.href)).main(process.argv);
