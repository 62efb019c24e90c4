import type { CommandEntry } from "../command.js";

/** Every command. Each is loaded when it is called, so that starting costs what that command needs. */
export const commands: CommandEntry[] = [
  {
    path: "ui",
    summary: "Open the UI and API on this machine, over ./mlflow.db",
    load: () => import("./ui.js"),
  },
  {
    path: "server",
    summary: "Run the tracking server and model registry",
    load: () => import("./server.js"),
  },
  { path: "init", summary: "Write slipway.yaml and the CI workflow", load: () => import("./init.js") },
  {
    path: "check",
    summary: "Check slipway.yaml; every finding with its line and a hint",
    load: () => import("./check.js"),
  },
  { path: "build", summary: "Train every candidate of slipway.yaml", load: () => import("./build.js") },
  {
    path: "release",
    summary: "Select, evaluate, gate and promote the best candidate",
    load: () => import("./release.js"),
  },
  { path: "ci", summary: "Build, release and report: what CI runs", load: () => import("./ci.js") },
  {
    path: "compare",
    summary: "Compare two prediction files; needs no server and no file",
    load: () => import("./compare.js"),
  },
  {
    path: "rollback",
    summary: "Put the version before back into Production",
    load: () => import("./rollback.js"),
  },
  {
    path: "experiments create",
    summary: "Create an experiment",
    load: () => import("./experiments/create.js"),
  },
  { path: "experiments search", summary: "List experiments", load: () => import("./experiments/search.js") },
  { path: "experiments get", summary: "Show one experiment", load: () => import("./experiments/get.js") },
  {
    path: "experiments delete",
    summary: "Mark an experiment as deleted",
    load: () => import("./experiments/delete.js"),
  },
  {
    path: "experiments restore",
    summary: "Restore a deleted experiment",
    load: () => import("./experiments/restore.js"),
  },
  {
    path: "experiments rename",
    summary: "Rename an experiment",
    load: () => import("./experiments/rename.js"),
  },
  { path: "runs list", summary: "List the runs of an experiment", load: () => import("./runs/list.js") },
  { path: "runs describe", summary: "Show one run as JSON", load: () => import("./runs/describe.js") },
  { path: "models list", summary: "List registered models", load: () => import("./models/list.js") },
  {
    path: "models versions",
    summary: "List the versions of a registered model",
    load: () => import("./models/versions.js"),
  },
  {
    path: "models history",
    summary: "Who promoted what, when, from which commit",
    load: () => import("./models/history.js"),
  },
  {
    path: "models resume",
    summary: "Let releases promote again after a rollback",
    load: () => import("./models/resume.js"),
  },
  {
    path: "hook install",
    summary: "Run `slipway ci` on every push to a repository",
    load: () => import("./hook/install.js"),
  },
  { path: "hook run", summary: "What the hook calls", load: () => import("./hook/run.js"), hidden: true },
];
