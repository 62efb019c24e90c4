import { Readable } from "node:stream";
import {
  compileDecoder,
  compileEncoder,
  type Endpoint,
  endpoints,
  type InputOf,
  parseJson,
  type ResponseOf,
} from "@slipway/contract";
import type { Database } from "../database/database.js";
import { temporaryDatabase } from "../database/testing/temporary-database.js";
import { experimentRoutes } from "../experiments/experiment-routes.js";
import { ExperimentService } from "../experiments/experiment-service.js";
import type { Handler, Handlers } from "../http/handlers.js";
import { loggedModelRoutes } from "../logged-models/logged-model-routes.js";
import { LoggedModelService } from "../logged-models/logged-model-service.js";
import { metricRoutes } from "../metrics/metric-routes.js";
import { MetricService } from "../metrics/metric-service.js";
import { RunLogService } from "../runs/run-log-service.js";
import { runRoutes } from "../runs/run-routes.js";
import { RunService } from "../runs/run-service.js";

type Calls<Group> = {
  [Name in keyof Group]: Group[Name] extends Endpoint
    ? (request: InputOf<Group[Name]>) => Promise<ResponseOf<Group[Name]>>
    : never;
};

/** The tracking calls over a real database, as a client sees them, without a socket between. */
export interface TrackingApi {
  database: Database;
  experiments: Calls<typeof endpoints.experiments>;
  runs: Calls<typeof endpoints.runs>;
  metrics: Calls<typeof endpoints.metrics>;
  loggedModels: Calls<typeof endpoints.loggedModels>;
}

export async function temporaryTracking(database?: Database): Promise<TrackingApi> {
  const shared = { database: database ?? (await temporaryDatabase()) };
  const experiments = new ExperimentService({
    ...shared,
    artifactRoot: "mlflow-artifacts:/",
    validateLocation: () => {},
  });
  const metrics = new MetricService(shared);
  const loggedModels = new LoggedModelService({ ...shared, experiments });
  const runs = new RunService({ ...shared, experiments, metrics });
  const log = new RunLogService({ ...shared, metrics, loggedModels });
  await experiments.ensureDefault();
  return {
    ...shared,
    experiments: callsOf(endpoints.experiments, experimentRoutes(experiments)),
    runs: callsOf(endpoints.runs, runRoutes(runs, log)),
    metrics: callsOf(endpoints.metrics, metricRoutes(metrics)),
    loggedModels: callsOf(endpoints.loggedModels, loggedModelRoutes(loggedModels)),
  };
}

const call = { body: Readable.from([]), header: () => undefined };

/** Requests and answers take the way through the contract's decoder and encoder, as they do on the wire. */
function callsOf<Group extends Record<string, Endpoint>>(
  group: Group,
  handlers: Handlers<Group>,
): Calls<Group> {
  const entries = Object.entries(group).map(([name, endpoint]) => {
    const send = compileEncoder(endpoint.request);
    const receive = compileDecoder(endpoint.request);
    const answer = compileEncoder(endpoint.response);
    const read = compileDecoder(endpoint.response);
    const handle = handlers[name] as Handler<Endpoint>;
    const through = async (request: unknown) =>
      read(parseJson(answer(await handle(receive(parseJson(send(request))), call))));
    return [name, through];
  });
  return Object.fromEntries(entries);
}
