import { defineConfig } from "vitest/config";
import { OrderOfTests } from "./scripts/order-of-tests.js";

// Tests run from the sources: the "slipway-source" condition of each package's exports.
const conditions = ["slipway-source", "module", "node", "default"];

/** The rooms of what is stored: their tests run on each database. */
const STORES = [
  "builds",
  "events",
  "experiments",
  "logged-models",
  "metrics",
  "model-versions",
  "promotions",
  "purge",
  "registered-models",
  "runs",
  "test-sets",
  "webhooks",
].map((room) => `packages/server/src/${room}/**/*.test.ts`);

const ON_EVERY_DATABASE = [
  ...STORES,
  "packages/server/src/database/every-database.test.ts",
  "packages/server/src/searching/every-search.test.ts",
];

export default defineConfig({
  resolve: { conditions },
  ssr: { resolve: { conditions, externalConditions: ["node", "import", "default"] } },
  test: {
    exclude: ["**/node_modules/**", "**/dist/**", "**/.venvs/**"],
    testTimeout: 30_000,
    hookTimeout: 60_000,
    maxWorkers: 2,
    // Loading the sources once for each file of tests would take minutes.
    isolate: false,
    setupFiles: "scripts/leave-as-found.ts",
    sequence: { sequencer: OrderOfTests },
    projects: [
      {
        extends: true,
        test: {
          name: "sqlite",
          include: ["{packages,examples,conformance,bench,scripts}/**/*.test.{ts,tsx}"],
        },
      },
      {
        extends: true,
        test: {
          name: "postgres",
          include: ON_EVERY_DATABASE,
          globalSetup: "scripts/databases/provide-postgres.ts",
        },
      },
      {
        extends: true,
        test: {
          name: "mysql",
          include: ON_EVERY_DATABASE,
          globalSetup: "scripts/databases/provide-mariadb.ts",
        },
      },
    ],
  },
});
