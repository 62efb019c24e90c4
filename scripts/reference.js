// Writes the reference that follows from the code: the JSON Schema of slipway.yaml, which editors complete from,
// and the page of commands.
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { prepare, root, run } from "./workspace.js";

const SCHEMA = "docs/reference/slipway.schema.json";
const COMMANDS = "docs/reference/cli.md";

prepare();
const { slipwayFileSchema } = await import("../packages/pipeline/dist/index.js");
const schema = { $schema: "https://json-schema.org/draft/2020-12/schema", ...slipwayFileSchema() };
writeFileSync(join(root, SCHEMA), JSON.stringify(schema, null, 2));
run(process.execPath, ["node_modules/@biomejs/biome/bin/biome", "format", "--write", SCHEMA]);
const { cliReference } = await import("../packages/cli/dist/reference/cli-reference.js");
writeFileSync(join(root, COMMANDS), await cliReference());
