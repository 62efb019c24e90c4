import { endpoint } from "../endpoint.js";
import { Message, Required } from "../wire/scalars.js";
import { Empty } from "./empty.js";

/**
 * Streams of server-sent events: one whenever what the address names has changed, whoever changed it. An event's data is
 * `changed`, its id stands for the state that it tells of, so that who comes back with `Last-Event-ID` misses nothing.
 * Comments in between keep the connection alive.
 */
export const events = {
  ofRun: endpoint({
    name: "events.ofRun",
    method: "GET",
    path: "/events/runs/:run_id",
    prefix: "slipway",
    access: { resource: "run", id: "run_id", needs: "READ" },
    request: Message({ run_id: Required() }),
    response: Empty,
    answers: "bytes",
  }),
  /** Of the runs of an experiment: those that were added or removed, and what the newest are doing. */
  ofExperiment: endpoint({
    name: "events.ofExperiment",
    method: "GET",
    path: "/events/experiments/:experiment_id",
    prefix: "slipway",
    access: { resource: "experiment", id: "experiment_id", needs: "READ" },
    request: Message({ experiment_id: Required() }),
    response: Empty,
    answers: "bytes",
  }),
  /** Of a registered model, its versions, aliases and promotions. */
  ofModel: endpoint({
    name: "events.ofModel",
    method: "GET",
    path: "/events/registered-models/:name",
    prefix: "slipway",
    access: { resource: "registered-model", id: "name", needs: "READ" },
    request: Message({ name: Required() }),
    response: Empty,
    answers: "bytes",
  }),
};
