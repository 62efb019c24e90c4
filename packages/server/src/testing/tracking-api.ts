import {
  ApiError,
  compileDecoder,
  compileEncoder,
  type Endpoint,
  type ErrorCode,
  endpoints,
  type InputOf,
  PREFIXES,
  parseJson,
  type ResponseOf,
} from "@slipway/contract";
import type { FastifyInstance, InjectOptions } from "fastify";
import { onTestFinished } from "vitest";
import { createApp } from "../app.js";
import type { Database } from "../database/database.js";
import { temporaryDatabase, temporaryUri } from "../database/testing/temporary-database.js";
import { DEFAULTS } from "../server-options.js";

type Calls<Group> = {
  [Name in keyof Group]: Group[Name] extends Endpoint
    ? (request: InputOf<Group[Name]>) => Promise<ResponseOf<Group[Name]>>
    : never;
};

/** The tracking calls of a whole server, as a client sees them; only the socket is left out. */
export interface TrackingApi {
  /** The server's database, opened a second time. */
  database: Database;
  experiments: Calls<typeof endpoints.experiments>;
  runs: Calls<typeof endpoints.runs>;
  builds: Calls<typeof endpoints.builds>;
  metrics: Calls<typeof endpoints.metrics>;
  loggedModels: Calls<typeof endpoints.loggedModels>;
  purge: Calls<typeof endpoints.purge>;
}

/** A server over a new database, closed and removed when the test ends. */
export async function temporaryTracking(): Promise<TrackingApi> {
  const uri = await temporaryUri();
  const { http, close } = await createApp({ ...DEFAULTS, backendStoreUri: uri });
  onTestFinished(close);
  return {
    database: await temporaryDatabase(uri),
    experiments: callsOf(http, endpoints.experiments),
    runs: callsOf(http, endpoints.runs),
    builds: callsOf(http, endpoints.builds),
    metrics: callsOf(http, endpoints.metrics),
    loggedModels: callsOf(http, endpoints.loggedModels),
    purge: callsOf(http, endpoints.purge),
  };
}

function callsOf<Group extends Record<string, Endpoint>>(http: FastifyInstance, group: Group): Calls<Group> {
  const entries = Object.entries(group).map(([name, endpoint]) => {
    const write = compileEncoder(endpoint.request);
    const read = compileDecoder(endpoint.response);
    const call = async (request: unknown) => {
      const response = await http.inject(requestOf(endpoint, write(request)));
      const body = parseJson(response.body);
      if (response.statusCode !== 200) throw errorIn(body as ErrorBody);
      return read(body);
    };
    return [name, call];
  });
  return Object.fromEntries(entries);
}

function requestOf({ methods, prefix, path }: Endpoint, json: string): InjectOptions {
  const fields = parseJson(json) as Record<string, unknown>;
  const address = path.replace(/:(\w+)/g, (_, name: string) => {
    const value = fields[name];
    delete fields[name];
    return encodeURIComponent(String(value));
  });
  const [method] = methods;
  const url = `${PREFIXES[prefix][0]}${address}`;
  if (method === "GET") return { method, url, query: queryOf(fields) };
  const rest = Object.keys(fields).length > 0 ? json : "{}";
  return { method, url, headers: { "content-type": "application/json" }, payload: rest };
}

const queryOf = (fields: Record<string, unknown>): Record<string, string> =>
  Object.fromEntries(Object.entries(fields).map(([name, value]) => [name, String(value)]));

interface ErrorBody extends Record<string, unknown> {
  error_code: ErrorCode;
  message: string;
}

const errorIn = ({ error_code, message, ...details }: ErrorBody) =>
  new ApiError(error_code, message, details);
