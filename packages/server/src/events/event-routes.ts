import type { endpoints } from "@slipway/contract";
import type { Handlers } from "../http/handlers.js";
import type { EventService } from "./event-service.js";

/** Serves the streams of changes. */
export const eventRoutes = (events: EventService): Handlers<typeof endpoints.events> => ({
  ofRun: ({ run_id }, call) => events.open({ kind: "run", id: run_id }, call),
  ofExperiment: ({ experiment_id }, call) => events.open({ kind: "experiment", id: experiment_id }, call),
  ofModel: ({ name }, call) => events.open({ kind: "model", id: name }, call),
});
