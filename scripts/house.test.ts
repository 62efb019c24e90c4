import { spawnSync } from "node:child_process";
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterEach, describe, expect, it } from "vitest";

const root = fileURLToPath(new URL("..", import.meta.url));
const require = createRequire(import.meta.url);
const table: Record<string, string[]> = require("./import-table.cjs");

const node = (script: string, ...args: string[]) =>
  spawnSync(process.execPath, [join(root, script), ...args], { cwd: root, encoding: "utf8" });
const boundaries = (...folders: string[]) => node("scripts/boundaries.js", ...folders);

describe("the walls between the packages", () => {
  const planted: string[] = [];
  afterEach(() => {
    for (const folder of planted.splice(0)) rmSync(folder, { recursive: true, force: true });
  });

  it("stand", () => {
    const { stdout, stderr, status } = boundaries();
    expect(status, stdout + stderr).toBe(0);
    expect(Number(/(\d+) modules/.exec(stdout)?.[1])).toBeGreaterThan(300);
  });

  it.each([
    ["search", "@slipway/contract"],
    ["pipeline", "@slipway/server"],
    ["contract", "@slipway/sdk"],
  ])("refuse an import from %s of %s", (from, imported) => {
    const folder = mkdtempSync(join(root, `packages/${from}/src/planted-`));
    planted.push(folder);
    writeFileSync(
      join(folder, "planted.ts"),
      `import * as other from "${imported}";\nexport const x = other;\n`,
    );
    const { stdout, status } = boundaries(`packages/${from}/src`);
    expect(status).not.toBe(0);
    expect(stdout).toContain("planted.ts");
  });

  it("are the ones that docs/architecture.md shows", () => {
    const page = readFileSync(join(root, "docs/architecture.md"), "utf8");
    const section = page.slice(page.indexOf("## Who may import whom"));
    const rows = [...section.matchAll(/^\| ([\w/]+) +\| ([^|\n]+?) +\|$/gm)].slice(1);
    const shown = Object.fromEntries(
      rows
        .slice(0, Object.keys(table).length)
        .map(([, name, may]) => [name, may?.trim() === "nothing" ? [] : may?.trim().split(", ")]),
    );
    expect(shown).toEqual(table);
  });
});

describe("the sources", () => {
  it("pass the linter and the formatter", () => {
    const { status, stdout, stderr } = node("node_modules/@biomejs/biome/bin/biome", "check", ".");
    expect(status, stdout + stderr).toBe(0);
  });

  it("are small: no file over 400 lines, and half of them under 80", () => {
    const files = ["packages", "conformance", "bench", "scripts", "examples"]
      .flatMap((folder) =>
        readdirSync(join(root, folder), { recursive: true, withFileTypes: true }).filter((e) => e.isFile()),
      )
      .map((entry) => join(entry.parentPath, entry.name))
      .filter(
        (file) =>
          /\.(ts|tsx|js|py)$/.test(file) &&
          !/node_modules|[/\\]dist[/\\]|\.venvs|\.peers|\.test\./.test(file),
      );
    const lines = files.map((file) => ({ file, count: readFileSync(file, "utf8").split("\n").length - 1 }));
    expect(lines.filter(({ count }) => count > 400)).toEqual([]);
    const sorted = lines.map(({ count }) => count).sort((a, b) => a - b);
    expect(sorted[Math.floor(sorted.length / 2)]).toBeLessThan(80);
  });
});
