import { execFileSync } from "node:child_process";
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, describe, expect, it } from "vitest";

const root = fileURLToPath(new URL("../..", import.meta.url));
const npm = process.platform === "win32" ? "npm.cmd" : "npm";

describe("the published packages, packed and installed in an empty folder", () => {
  const folder = mkdtempSync(join(tmpdir(), "slipway-packed-"));
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  const run = (program: string, args: string[], env: NodeJS.ProcessEnv = {}) =>
    execFileSync(program, args, { cwd: folder, encoding: "utf8", env: { ...bare(), ...env } });
  const tarballs = () => readdirSync(folder).filter((name) => name.endsWith(".tgz"));
  const slipway = (...args: string[]) =>
    run(process.execPath, ["node_modules/slipway/bin/slipway.js", ...args]);

  beforeAll(() => {
    const packages = workspaces().filter((name) => name.startsWith("packages/"));
    const words = ["pack", "--json", "--pack-destination", folder, ...packages.flatMap((p) => ["-w", p])];
    execFileSync(npm, words, { cwd: root, stdio: ["ignore", "ignore", "inherit"] });
    const files = tarballs().map((name) => `./${name}`);
    expect(files).toHaveLength(packages.length);
    writeFileSync(
      join(folder, "package.json"),
      JSON.stringify({ name: "empty", private: true, type: "module" }),
    );
    // Patient with a slow registry; npm takes from its cache what it has.
    const patience = ["--prefer-offline", "--fetch-retries=5", "--fetch-timeout=120000"];
    run(npm, ["install", "--no-audit", "--no-fund", "--loglevel=error", ...patience, ...files]);
  }, 600_000);

  it("hold the compiled code and no tests", () => {
    for (const name of tarballs()) {
      const content = execFileSync("tar", ["-tzf", name], { cwd: folder, encoding: "utf8" });
      expect(content).toMatch(/package\/dist\/(index\.(js|html)|main\.js)\n/);
      expect(content).not.toContain(".test.");
      expect(content).not.toContain("/testing/");
    }
  });

  it("run the command line", () => {
    const manifest = JSON.parse(readFileSync(join(root, "packages/cli/package.json"), "utf8"));
    expect(slipway("--version").trim()).toBe(manifest.version);
    expect(slipway("experiments", "create", "-n", "/Users/someone/first")).toBe(
      "Created experiment '/Users/someone/first' with id 1\n",
    );
    expect(slipway("experiments", "search")).toContain("/Users/someone/first");
  });

  it("bring the web UI and the SDK", () => {
    const script = `
      import { startServer } from "@slipway/server";
      import { createRequire } from "node:module";
      import { dirname, join } from "node:path";
      import { setTrackingUri, startRun, logMetric, trackingClient } from "@slipway/sdk";
      const webRoot = join(dirname(createRequire(import.meta.url).resolve("@slipway/web/package.json")), "dist");
      const server = await startServer({ backendStoreUri: "sqlite:///sdk.db", host: "127.0.0.1", port: 0, webRoot });
      setTrackingUri(server.url);
      await startRun({ runName: "one" }, () => logMetric("accuracy", 0.5));
      const { runs } = await trackingClient().runs.search({ experiment_ids: ["0"] });
      const page = await (await fetch(server.url, { headers: { accept: "text/html" } })).text();
      console.log(JSON.stringify({ metric: runs[0].data.metrics[0].value, page: page.includes("<div id=\\"root\\"") }));
      await server.close();
    `;
    writeFileSync(join(folder, "script.js"), script);
    expect(JSON.parse(run(process.execPath, ["script.js"]))).toEqual({ metric: 0.5, page: true });
  });
});

const workspaces = (): string[] => JSON.parse(readFileSync(join(root, "package.json"), "utf8")).workspaces;

/** The environment without what npm and a tracking server put into it. */
function bare(): NodeJS.ProcessEnv {
  const kept = Object.entries(process.env).filter(
    ([name]) => !/^(npm_|MLFLOW_|CI$|VITEST|NODE_ENV)/i.test(name),
  );
  return Object.fromEntries(kept);
}
