import { ApiError } from "@slipway/contract";
import type { FastifyInstance, FastifyReply, FastifyRequest } from "fastify";

import { refuseWorkspaceCall } from "./workspaces.js";

/** What may answer an address that is no call of the API; undefined when it does not. */
export type Fallback = (request: FastifyRequest, reply: FastifyReply) => Promise<FastifyReply | undefined>;

/** Answers what no route matches: by the fallback, else as MLflow's clients know it. */
export function installNotFound(app: FastifyInstance, staticPrefix: string, fallback?: Fallback): void {
  app.setNotFoundHandler(async (request, reply) => {
    const [path = ""] = request.url.split("?");
    const workspaces = refuseWorkspaceCall(path, staticPrefix);
    if (workspaces) throw workspaces;
    const answered = await fallback?.(request, reply);
    if (answered) return answered;
    throw new ApiError("ENDPOINT_NOT_FOUND", `No API call at ${request.method} ${path.slice(0, 200)}`);
  });
}
