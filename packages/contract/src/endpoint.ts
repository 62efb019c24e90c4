import type { Static, TSchema } from "typebox";
import type { Input } from "./wire/scalars.js";

export type Method = "GET" | "POST" | "PUT" | "PATCH" | "DELETE";

/** Which family of paths an endpoint is mounted under. */
export const PREFIXES = {
  /** MLflow's classic calls: once for SDKs, once for the browser. */
  mlflow: ["/api/2.0", "/ajax-api/2.0"],
  /** MLflow's calls "since 3.0". */
  mlflow3: ["/api/3.0", "/ajax-api/3.0"],
  /** What MLflow serves to its browser UI alone. */
  ajax: ["/ajax-api/2.0"],
  ajax3: ["/ajax-api/3.0"],
  /** Calls of Slipway's own. */
  slipway: ["/api/slipway/1.0"],
  /** No prefix. */
  root: [""],
} as const;

export type Level = "READ" | "EDIT" | "MANAGE";

export type Resource = "experiment" | "run" | "logged-model" | "registered-model" | "artifact" | "server";

/** The decision that the guard has to make before the call: everyone, or a level on one resource. */
export type Access =
  | "public"
  | {
      resource: Resource;
      /** The request field that names the resource; absent for calls on the collection (create, search). */
      id?: string;
      needs: Level;
    };

/** What a call carries besides its fields. */
export type Body = "json" | "bytes";

/** One call of the API: the server's route, the SDK's method and the access decision all come from it. */
export interface Endpoint<
  Request extends TSchema = TSchema,
  Response extends TSchema = TSchema,
  Sends extends Body = Body,
  Answers extends Body = Body,
> {
  /** `<resource>.<verb>` */
  name: string;
  /** The first is what our own client sends. */
  methods: readonly [Method, ...Method[]];
  /** Below the prefix; `:field`, and `*field` for all that follows, are taken from the address. */
  path: string;
  prefix: keyof typeof PREFIXES;
  access: Access;
  request: Request;
  response: Response;
  /** `bytes`: the request's body is the content itself, and its fields come from the address. */
  sends: Sends;
  /** `bytes`: the answer is the content itself. */
  answers: Answers;
}

interface Declaration<Request, Response, Sends, Answers> {
  name: string;
  method: Method | readonly [Method, ...Method[]];
  path: string;
  access: Access;
  request: Request;
  response: Response;
  prefix?: keyof typeof PREFIXES;
  sends?: Sends;
  answers?: Answers;
}

/** Declares one call. Its types tell calls that carry bytes from those that carry JSON. */
export function endpoint<
  Request extends TSchema,
  Response extends TSchema,
  Sends extends Body = "json",
  Answers extends Body = "json",
>(declaration: Declaration<Request, Response, Sends, Answers>): Endpoint<Request, Response, Sends, Answers> {
  const { method, prefix = "mlflow", sends = "json", answers = "json", ...rest } = declaration;
  const methods = typeof method === "string" ? ([method] as const) : method;
  return { ...rest, methods, prefix, sends: sends as Sends, answers: answers as Answers };
}

/** The fields of a call as the server receives them, and as a client may write them. */
export type RequestOf<E extends Endpoint> = Static<E["request"]>;
export type InputOf<E extends Endpoint> = Input<E["request"]>;
export type ResponseOf<E extends Endpoint> = Static<E["response"]>;
