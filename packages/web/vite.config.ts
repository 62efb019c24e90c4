import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { brotliCompressSync, gzipSync } from "node:zlib";
import react from "@vitejs/plugin-react";
import { defineConfig, type Plugin } from "vite";

/** Leaves each file of the build packed beside it, as the server hands it out. Small ones would gain nothing. */
function packFiles(): Plugin {
  return {
    name: "pack-files",
    apply: "build",
    writeBundle({ dir = "" }, bundle) {
      for (const name of Object.keys(bundle).filter((one) => /\.(?:js|css|svg)$/.test(one))) {
        const content = readFileSync(join(dir, name));
        if (content.length < 1024) continue;
        writeFileSync(join(dir, `${name}.br`), brotliCompressSync(content));
        writeFileSync(join(dir, `${name}.gz`), gzipSync(content, { level: 9 }));
      }
    },
  };
}

// During development, calls go to a server started beside this one: `SLIPWAY_URL=http://127.0.0.1:5000`.
const target = process.env.SLIPWAY_URL ?? "http://127.0.0.1:5000";

export default defineConfig({
  // The server puts its prefix in the place of `./` in the page; chunks find each other beside themselves.
  base: "./",
  plugins: [react(), packFiles()],
  resolve: { conditions: ["slipway-source", "module", "browser", "import", "default"] },
  server: { proxy: Object.fromEntries(["/api", "/ajax-api", "/get-artifact"].map((path) => [path, target])) },
  build: {
    target: "es2022",
    // The first browsers with light-dark(), which follows the colour scheme that the page is set to.
    cssTarget: ["chrome123", "firefox120", "safari17.5"],
    sourcemap: false,
    // A strict content security policy allows no scripts and fonts in data: addresses.
    assetsInlineLimit: 0,
    rolldownOptions: {
      // It says nothing of itself; one of its files, which is not used, compiles WebAssembly as soon as it is loaded.
      treeshake: { moduleSideEffects: [{ test: /hyparquet-compressors/, sideEffects: false }] },
    },
  },
});
