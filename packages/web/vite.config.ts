import react from "@vitejs/plugin-react";
import { defineConfig } from "vite";

// During development, calls go to a server started beside this one: `SLIPWAY_URL=http://127.0.0.1:5000`.
const target = process.env.SLIPWAY_URL ?? "http://127.0.0.1:5000";

export default defineConfig({
  plugins: [react()],
  resolve: { conditions: ["slipway-source", "module", "browser", "import", "default"] },
  server: { proxy: Object.fromEntries(["/api", "/ajax-api", "/get-artifact"].map((path) => [path, target])) },
  build: {
    target: "es2022",
    // The first browsers with light-dark(), which follows the colour scheme that the page is set to.
    cssTarget: ["chrome123", "firefox120", "safari17.5"],
    sourcemap: false,
    // A strict content security policy allows no scripts and fonts in data: addresses.
    assetsInlineLimit: 0,
  },
});
