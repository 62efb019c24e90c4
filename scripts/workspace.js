// What every command of this repository needs first: the packages installed and built, once for each change.
// Plain JavaScript on Node alone, because it runs before anything is installed.
import { spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { join, relative } from "node:path";
import { fileURLToPath } from "node:url";

export const root = fileURLToPath(new URL("..", import.meta.url));

/** Writes the server's JavaScript, of which the compiler writes only the types. */
export const bundleServer = ["node_modules/rolldown/bin/cli.mjs", "-c", "packages/server/rolldown.config.ts"];

const npm = process.platform === "win32" ? "npm.cmd" : "npm";

/** Installs and builds what is missing or out of date; says what it does on standard error. */
export function prepare() {
  install();
  build();
}

/** Installs the packages when the lock file or a manifest changed since the last time. */
export function install() {
  const manifests = [
    "package.json",
    "package-lock.json",
    ...workspaces().map((w) => join(w, "package.json")),
  ];
  once("installed", digest(manifests), "Installing packages", () => {
    // Not `npm ci`: it refuses a lock file that lacks another platform's optional packages.
    run(npm, ["install", "--no-audit", "--no-fund", "--loglevel=error"]);
  });
}

/** Compiles the packages and the web UI when their sources changed since the last time. */
export function build() {
  const packages = workspaces().filter((w) => w.startsWith("packages"));
  const compiled = packages.filter((w) => !w.endsWith("web"));
  once("compiled", digest(["tsconfig.base.json", ...sources(compiled)]), "Compiling", () => {
    run(process.execPath, ["node_modules/typescript/bin/tsc", "-b"]);
    run(process.execPath, bundleServer, { stdio: ["ignore", "ignore", "inherit"] });
  });
  const bundled = packages.filter((w) => /(web|contract|search|sdk)$/.test(w));
  once("bundled", digest(sources(bundled)), "Building the web UI", () => {
    run(process.execPath, [join(root, "node_modules/vite/bin/vite.js"), "build", "--logLevel", "warn"], {
      cwd: join(root, "packages/web"),
    });
  });
}

/** Runs a program and ends this one with its exit code when it fails. */
export function run(program, args, options = {}) {
  const result = spawnSync(program, args, { cwd: root, stdio: "inherit", shell: false, ...options });
  if (result.error) throw result.error;
  if (result.status !== 0) process.exit(result.status ?? 1);
}

/** Does the work unless its last success was for the same inputs. */
function once(name, inputs, title, work) {
  const stamp = join(root, "node_modules", ".slipway", name);
  if (existsSync(stamp) && readFileSync(stamp, "utf8") === inputs) return;
  process.stderr.write(`${title} …\n`);
  work();
  mkdirSync(join(stamp, ".."), { recursive: true });
  writeFileSync(stamp, inputs);
}

function workspaces() {
  return JSON.parse(readFileSync(join(root, "package.json"), "utf8")).workspaces;
}

function sources(folders) {
  return folders.flatMap((folder) => [
    join(folder, "package.json"),
    ...["tsconfig.json", "rolldown.config.ts", "vite.config.ts", "index.html"].map((f) => join(folder, f)),
    ...filesBelow(join(root, folder, "src")).map((file) => relative(root, file)),
  ]);
}

function filesBelow(folder) {
  if (!existsSync(folder)) return [];
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && !entry.name.includes(".test."))
    .map((entry) => join(entry.parentPath, entry.name))
    .sort();
}

/** Contents for manifests, size and time for sources: a check that costs milliseconds. */
function digest(files) {
  const hash = createHash("sha256");
  for (const file of files) {
    const path = join(root, file);
    if (!existsSync(path)) continue;
    const { mtimeMs, size } = statSync(path);
    hash.update(`${file} ${file.endsWith(".json") ? readFileSync(path) : `${size} ${mtimeMs}`}\n`);
  }
  return hash.digest("hex");
}
