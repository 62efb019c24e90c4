// A picture of every page over what the demo makes: light, dark and narrow.
//   npm run screenshots [-- --out FOLDER] [--docs]
import { mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { prepare } from "./workspace.js";

const { values } = parseArgs({ options: { out: { type: "string" }, docs: { type: "boolean" } } });
prepare();
const { takeScreenshots } = await import("./screenshots/take.js");
await takeScreenshots(values.out ?? mkdtempSync(join(tmpdir(), "slipway-screenshots-")), values.docs);
