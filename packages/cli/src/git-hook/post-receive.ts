import { quote } from "./shell.js";

/** What the hook has to know when git runs it, since git gives it a bare environment. */
export interface HookSettings {
  node: string;
  slipway: string;
  repository: string;
  trackingUri: string;
  file: string;
}

/** First line of every hook that Slipway wrote, by which it knows its own. */
export const HOOK_MARK = "# Written by `slipway hook install`.";

/**
 * The post-receive hook. It clears git's local environment, since otherwise every git call below it would see the
 * bare repository; and it always ends with success: the push was accepted before it ran.
 */
export function postReceiveHook(settings: HookSettings): string {
  const { node, slipway, repository, trackingUri, file } = settings;
  return [
    "#!/bin/sh",
    HOOK_MARK,
    "# Runs `slipway ci` on each pushed branch, in a clean worktree of its own. Change nothing here: install again.",
    "unset $(git rev-parse --local-env-vars)",
    `MLFLOW_TRACKING_URI=${quote(trackingUri)}`,
    "export MLFLOW_TRACKING_URI",
    `${quote(node)} ${quote(slipway)} hook run --repository ${quote(repository)} --file ${quote(file)}`,
    "exit 0",
    "",
  ].join("\n");
}
