import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { defineConfig } from "rolldown";

const here = (path: string) => fileURLToPath(new URL(path, import.meta.url));
const manifest = JSON.parse(readFileSync(here("package.json"), "utf8"));
const license = readFileSync(here("../../node_modules/kysely/LICENSE"), "utf8").trim();

// Hundreds of small modules cost Node half of the time to the first answer, so ours and Kysely's become one file.
// Other packages stay outside, where npm can replace them by a release that closes a hole.
export default defineConfig({
  cwd: here("."),
  input: { index: "src/index.ts", "sqlite-thread": "src/database/dialects/sqlite-thread.js" },
  platform: "node",
  tsconfig: "tsconfig.json",
  external: [/^node:/, ...Object.keys(manifest.dependencies).map((name) => new RegExp(`^${name}(/|$)`))],
  output: { dir: "dist", sourcemap: true, banner: `/*!\nContains Kysely.\n\n${license}\n*/` },
});
