import { ApiError } from "@slipway/contract";
import type { FastifyInstance, FastifyRequest } from "fastify";

import { SwitchedOff } from "./switched-off.js";

const ROUTE = /^\/(?:ajax-)?api\/3\.0\/mlflow\/workspaces(\/[^/]+)?$/;

/**
 * Refuses what asks for one of MLflow's workspaces, which this server does not have: to answer as if there were none
 * would mix the data of different teams.
 */
export function installWorkspaces(app: FastifyInstance): void {
  app.addHook("onRequest", (request, _reply, done) => done(refuse(request)));
}

function refuse({ raw }: FastifyRequest): Error | undefined {
  const workspace = raw.headers["x-mlflow-workspace"];
  if (workspace === undefined || String(workspace).trim() === "") return undefined;
  if (/\/mlflow\/server-info\/*(?:\?|$)/.test(raw.url ?? "")) return undefined;
  // MLflow answers 500, which makes its clients repeat the call for minutes.
  return new ApiError(
    "FEATURE_DISABLED",
    "Workspace APIs are not available: workspaces are not enabled on this server",
  );
}

/** The answer to a call on workspaces themselves, as MLflow gives it while they are switched off. */
export function refuseWorkspaceCall(path: string, staticPrefix: string): SwitchedOff | undefined {
  if (!path.startsWith(staticPrefix)) return undefined;
  const [below, name] = ROUTE.exec(path.slice(staticPrefix.length)) ?? [];
  if (below === undefined) return undefined;
  const route = staticPrefix + below;
  const shown = name === undefined ? route : route.replace(name, "/<workspace_name>");
  return new SwitchedOff(
    `Endpoint: ${shown} disabled because the server is running without workspaces support. ` +
      "To enable workspace, run `mlflow server` with `--enable-workspaces`",
  );
}
