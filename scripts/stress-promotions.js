// Many releases of one model at once, over two servers that are killed now and then; prints what came of them:
// npm run stress:promotions -- --releases 64 --seconds 60 --database postgresql
import { parseArgs } from "node:util";
import { prepare, run } from "./workspace.js";

const string = { type: "string" };
const { values } = parseArgs({
  options: {
    releases: { ...string, default: "64" },
    seconds: { ...string, default: "60" },
    // sqlite or postgresql
    database: { ...string, default: "sqlite" },
  },
});

prepare();
run(
  process.execPath,
  ["node_modules/vitest/vitest.mjs", "run", "--project", "sqlite", "conformance/promotions"],
  {
    env: {
      ...process.env,
      STRESS_RELEASES: values.releases,
      STRESS_SECONDS: values.seconds,
      STRESS_DATABASE: values.database,
    },
  },
);
