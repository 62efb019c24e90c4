import react from "@vitejs/plugin-react";
import { defineConfig } from "vite";

// During development, calls go to a server started beside this one: `SLIPWAY_URL=http://127.0.0.1:5000`.
const target = process.env.SLIPWAY_URL ?? "http://127.0.0.1:5000";

export default defineConfig({
  plugins: [react()],
  resolve: { conditions: ["slipway-source", "module", "browser", "import", "default"] },
  server: { proxy: Object.fromEntries(["/api", "/ajax-api", "/get-artifact"].map((path) => [path, target])) },
  // One chunk for what every page needs; charts are loaded by the pages that draw them.
  build: { target: "es2022", sourcemap: false, assetsInlineLimit: 0 },
});
