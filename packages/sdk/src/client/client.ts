import type { Endpoint, endpoints, InputOf, ResponseOf } from "@slipway/contract";

/** Settings of one call. */
export interface CallOptions {
  /** Gives the call up, and its retries. */
  signal?: AbortSignal | undefined;
  headers?: Record<string, string>;
}

/** Bytes to send. A stream can be sent only once; a function that opens it can be tried again. */
export type Payload = Uint8Array | Blob | string | ReadableStream | (() => ReadableStream);

type Answer<E extends Endpoint> = E["answers"] extends "bytes" ? Response : ResponseOf<E>;

/** One call: `(input, options)`, or `(input, body, options)` when it sends bytes; bytes come back as a Response. */
export type Call<E extends Endpoint> = E["sends"] extends "bytes"
  ? (input: InputOf<E>, body: Payload, options?: CallOptions) => Promise<Answer<E>>
  : Record<never, never> extends InputOf<E>
    ? (input?: InputOf<E>, options?: CallOptions) => Promise<Answer<E>>
    : (input: InputOf<E>, options?: CallOptions) => Promise<Answer<E>>;

type Endpoints = typeof endpoints;

/** Every call of the contract's table, as `client.<resource>.<verb>(input)`. */
export type Client = {
  readonly [Resource in keyof Endpoints]: {
    readonly [Verb in keyof Endpoints[Resource]]: Endpoints[Resource][Verb] extends Endpoint
      ? Call<Endpoints[Resource][Verb]>
      : never;
  };
};
