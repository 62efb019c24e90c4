// Writes the reference that follows from the code: the JSON Schema of slipway.yaml, which editors complete from,
// that of reports, and the page of commands.
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { prepare, root, run } from "./workspace.js";

const SCHEMA = "docs/reference/slipway.schema.json";
const REPORT = "docs/reference/report.schema.json";
const COMMANDS = "docs/reference/cli.md";

prepare();
const { Report, slipwayFileSchema } = await import("../packages/pipeline/dist/index.js");
const DIALECT = { $schema: "https://json-schema.org/draft/2020-12/schema" };
writeFileSync(join(root, SCHEMA), JSON.stringify({ ...DIALECT, ...slipwayFileSchema() }, null, 2));
writeFileSync(join(root, REPORT), JSON.stringify({ ...DIALECT, ...Report }, null, 2));
run(process.execPath, ["node_modules/@biomejs/biome/bin/biome", "format", "--write", SCHEMA, REPORT]);
const { cliReference } = await import("../packages/cli/dist/reference/cli-reference.js");
writeFileSync(join(root, COMMANDS), await cliReference());
