// Writes the reference that follows from the code: the JSON Schema of slipway.yaml, which editors complete from.
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { prepare, root, run } from "./workspace.js";

const FILE = "docs/reference/slipway.schema.json";

prepare();
const { slipwayFileSchema } = await import("../packages/pipeline/dist/index.js");
const schema = { $schema: "https://json-schema.org/draft/2020-12/schema", ...slipwayFileSchema() };
writeFileSync(join(root, FILE), JSON.stringify(schema, null, 2));
run(process.execPath, ["node_modules/@biomejs/biome/bin/biome", "format", "--write", FILE]);
