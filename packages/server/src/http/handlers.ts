import type { Readable } from "node:stream";
import type { Endpoint, endpoints, RequestOf, ResponseOf } from "@slipway/contract";

/** What a handler may need of a call besides its fields. */
export interface Call {
  /** The content of a call that sends bytes; empty for others. It is to be consumed or destroyed. */
  body: Readable;
  /** A request header, by its name in lower case. */
  header(name: string): string | undefined;
}

/** The answer to a call that answers bytes. */
export interface Bytes {
  /** Default 200. */
  status?: number;
  headers: Record<string, string | number>;
  content: Readable | string;
}

type Answer<E extends Endpoint> = E["answers"] extends "bytes" ? Bytes : ResponseOf<E>;

/** What serves one call. Errors of the API are thrown as ApiError. */
type Handler<E extends Endpoint> = (request: RequestOf<E>, call: Call) => Promise<Answer<E>>;

/** A handler for every call of a group of the contract: leaving one out does not compile. */
export type Handlers<Group> = {
  [Name in keyof Group]: Group[Name] extends Endpoint ? Handler<Group[Name]> : never;
};

/** Handlers for the whole contract. */
export type AllHandlers = { [Group in keyof typeof endpoints]: Handlers<(typeof endpoints)[Group]> };

/** Handlers of the calls that a server serves: those of its mode. The others say that they are switched off. */
export type ServedHandlers = { [Group in keyof AllHandlers]?: Partial<AllHandlers[Group]> };
