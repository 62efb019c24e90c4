// The walls of the house, checked in CI.
const may = require("./scripts/import-table.cjs");

const room = (name) => `^packages/${name.replace("/", "/src/")}(/|$)`;

const packages = Object.entries(may).map(([name, allowed]) => ({
  name: `${name} imports ${allowed.join(", ") || "no other package"}`,
  severity: "error",
  from: { path: `^packages/${name}/src/` },
  to: { path: "^packages/", pathNot: [`^packages/${name}/`, ...allowed.map(room)] },
}));

const layers = [
  {
    name: "sdk/client runs in a browser: no Node entry, no artifacts",
    severity: "error",
    from: { path: "^packages/sdk/src/client/", pathNot: "\\.test\\.ts$" },
    to: { path: ["^packages/(artifacts|sdk/src/(?!client/))", "^node:"] },
  },
  {
    name: "a resource reaches another one only by its service",
    severity: "error",
    from: { path: "^packages/server/src/([^/]+)/" },
    to: {
      path: "^packages/server/src/(experiments|runs|metrics|logged-models|registered-models|model-versions|promotions|artifacts)/.+-(store|routes)\\.ts$",
      pathNot: "^packages/server/src/$1/",
    },
  },
  {
    name: "the database room knows no resource",
    severity: "error",
    from: { path: "^packages/server/src/database/", pathNot: "\\.test\\.ts$" },
    to: { path: "^packages/server/src/", pathNot: "^packages/server/src/database/" },
  },
  {
    name: "executors and statistics are leaves",
    severity: "error",
    from: { path: "^packages/pipeline/src/(executors|statistics)/", pathNot: "\\.test\\.ts$" },
    to: { path: "^packages/pipeline/src/", pathNot: "^packages/pipeline/src/(executors|statistics)/" },
  },
  {
    name: "build does not know release, release does not know report",
    severity: "error",
    from: { path: "^packages/pipeline/src/(file|build|release)/" },
    to: { path: "^packages/pipeline/src/report/" },
  },
  {
    name: "no import cycles",
    severity: "error",
    from: {},
    to: { circular: true, viaOnly: { dependencyTypesNot: ["type-only"] } },
  },
];

module.exports = {
  forbidden: [...packages, ...layers],
  options: {
    doNotFollow: { path: "node_modules" },
    exclude: { path: ["/dist/", "\\.test\\.tsx?$"] },
    includeOnly: "^(packages|node:)",
    parser: "swc",
    enhancedResolveOptions: {
      exportsFields: ["exports"],
      conditionNames: ["slipway-source", "import", "default"],
      extensions: [".ts", ".tsx", ".js"],
    },
  },
};
