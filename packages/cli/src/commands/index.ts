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
    path: "report",
    summary: "Show why a release ended as it did: Markdown, HTML, JUnit, JSON",
    load: () => import("./report.js"),
  },
  {
    path: "promote",
    summary: "Promote a registered version by a release's decision, or by force",
    load: () => import("./promote.js"),
  },
  {
    path: "rollback",
    summary: "Put the version before back into Production",
    load: () => import("./rollback.js"),
  },
  {
    path: "testset list",
    summary: "List held-out test sets and what is left of their budgets",
    load: () => import("./testset/list.js"),
  },
  {
    path: "testset show",
    summary: "Show the terms of a test set, its looks, and what a next one takes",
    load: () => import("./testset/show.js"),
  },
  {
    path: "testset retire",
    summary: "End a test set; its evidence can be opened then",
    load: () => import("./testset/retire.js"),
  },
  {
    path: "testset reveal",
    summary: "Open the evidence of one decision before its test set is retired",
    load: () => import("./testset/reveal.js"),
  },
  {
    path: "testset open",
    summary: "Decrypt what the decisions of a retired test set saw",
    load: () => import("./testset/open.js"),
  },
  {
    path: "verify",
    summary: "Check the signed receipt of a version against its files",
    load: () => import("./verify.js"),
  },
  {
    path: "reproduce",
    summary: "Train a version again at its commit, and say whether it is the same",
    load: () => import("./reproduce.js"),
  },
  {
    path: "keys create",
    summary: "Make a key pair to sign receipts with",
    load: () => import("./keys/create.js"),
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
  {
    path: "experiments csv",
    summary: "Write the runs of an experiment as CSV",
    load: () => import("./experiments/csv.js"),
  },
  { path: "runs list", summary: "List the runs of an experiment", load: () => import("./runs/list.js") },
  { path: "runs describe", summary: "Show one run as JSON", load: () => import("./runs/describe.js") },
  {
    path: "runs create",
    summary: "Create a run that has ended already",
    load: () => import("./runs/create.js"),
  },
  { path: "runs delete", summary: "Mark a run as deleted", load: () => import("./runs/delete.js") },
  { path: "runs restore", summary: "Restore a deleted run", load: () => import("./runs/restore.js") },
  {
    path: "artifacts list",
    summary: "List the artifacts of a run as JSON",
    load: () => import("./artifacts/list.js"),
  },
  {
    path: "artifacts download",
    summary: "Copy an artifact, or a folder of them, to this machine",
    load: () => import("./artifacts/download.js"),
  },
  {
    path: "artifacts log-artifact",
    summary: "Store a file with a run",
    load: () => import("./artifacts/log-artifact.js"),
  },
  {
    path: "artifacts log-artifacts",
    summary: "Store the content of a folder with a run",
    load: () => import("./artifacts/log-artifacts.js"),
  },
  {
    path: "models create",
    summary: "Register a model without versions, to protect it before the first",
    load: () => import("./models/create.js"),
  },
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
    path: "models protect",
    summary: "Let only decisions move a stage or an alias, whoever asks",
    load: () => import("./models/protect.js"),
  },
  {
    path: "models resume",
    summary: "Let releases promote again after a rollback",
    load: () => import("./models/resume.js"),
  },
  {
    path: "doctor",
    summary: "Look for what is wrong here: versions, server, database, disk",
    load: () => import("./doctor.js"),
  },
  {
    path: "import",
    summary: "Copy ./mlruns, another server or a database into the store",
    load: () => import("./import.js"),
  },
  { path: "gc", summary: "Remove for good what is deleted", load: () => import("./gc.js") },
  {
    path: "db upgrade",
    summary: "Bring a database of MLflow 2.9 or later to the schema of MLflow 3.18",
    load: () => import("./db/upgrade.js"),
  },
  {
    path: "db optimize",
    summary: "Lay out a database that MLflow made as Slipway lays out its own; --undo gives it back",
    load: () => import("./db/optimize.js"),
  },
  {
    path: "db check",
    summary: "Look at a database: revision, layout, integrity, rows that Slipway leaves untouched",
    load: () => import("./db/check.js"),
  },
  {
    path: "webhooks create",
    summary: "Send events of the registry and of runs to an address",
    load: () => import("./webhooks/create.js"),
  },
  {
    path: "webhooks list",
    summary: "List webhooks",
    load: () => import("./webhooks/list.js"),
  },
  {
    path: "webhooks get",
    summary: "Show one webhook",
    load: () => import("./webhooks/get.js"),
  },
  {
    path: "webhooks update",
    summary: "Change a webhook",
    load: () => import("./webhooks/update.js"),
  },
  {
    path: "webhooks delete",
    summary: "Delete a webhook",
    load: () => import("./webhooks/delete.js"),
  },
  {
    path: "webhooks test",
    summary: "Send an example of an event to a webhook",
    load: () => import("./webhooks/test.js"),
  },
  {
    path: "webhooks deliveries",
    summary: "List what was sent to a webhook, and what became of it",
    load: () => import("./webhooks/deliveries.js"),
  },
  {
    path: "webhooks redeliver",
    summary: "Send a delivery again",
    load: () => import("./webhooks/redeliver.js"),
  },
  {
    path: "completion",
    summary: "Print the script that completes commands in a shell",
    load: () => import("./completion.js"),
  },
  {
    path: "complete",
    summary: "What a shell asks",
    load: () => import("./complete.js"),
    hidden: true,
    whole: true,
  },
  {
    path: "hook install",
    summary: "Run `slipway ci` on every push to a repository",
    load: () => import("./hook/install.js"),
  },
  { path: "hook run", summary: "What the hook calls", load: () => import("./hook/run.js"), hidden: true },
];
