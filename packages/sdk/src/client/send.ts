import { errorOf } from "./answer.js";
import type { CallOptions, Payload } from "./client.js";
import { ConnectionError, type Exchange } from "./connection-error.js";
import { type Ending, isWorthRetrying, type Retries, waitBefore } from "./retries.js";
import { pause, TimeLimit } from "./timing.js";

/** How a client reaches its server. */
export interface Transport {
  fetch: typeof fetch;
  headers: Record<string, string>;
  retries: Retries;
}

/** One request, in the form in which it can be sent again. */
export interface Outgoing extends CallOptions {
  method: string;
  /** Without credentials. */
  url: string;
  body?: Payload | undefined;
  /** Whether the request or its answer is a stream, which may take as long as it takes. */
  streams: boolean;
  repeatable: boolean;
}

/**
 * Sends a request until it succeeds, its retries are used up, or another try makes no sense.
 * @param read takes what is needed from a good answer, within the time limit of the try
 * @throws ApiError when the server refuses, ConnectionError when none answers, the signal's reason when aborted
 */
export async function send<T>(
  transport: Transport,
  outgoing: Outgoing,
  read: (response: Response) => Promise<T>,
): Promise<T> {
  const tries = outgoing.body instanceof ReadableStream ? 1 : 1 + transport.retries.max;
  for (let n = 1; ; n++) {
    const result = await attempt(transport, outgoing, read);
    if ("value" in result) return result.value;
    outgoing.signal?.throwIfAborted();
    if (n >= tries || !isWorthRetrying(result.ending, outgoing.repeatable)) throw result.error;
    await pause(waitBefore(n, transport.retries, result.retryAfter), outgoing.signal);
  }
}

type Result<T> = { value: T } | { error: Error; ending: Ending; retryAfter?: string | null };

async function attempt<T>(
  transport: Transport,
  outgoing: Outgoing,
  read: (response: Response) => Promise<T>,
): Promise<Result<T>> {
  const exchange: Exchange = { method: outgoing.method, url: outgoing.url };
  const limit = new TimeLimit(outgoing.streams ? undefined : transport.retries.timeout, outgoing.signal);
  try {
    const response = await transport.fetch(outgoing.url, {
      method: outgoing.method,
      headers: { ...transport.headers, ...outgoing.headers },
      signal: limit.signal,
      ...bodyOf(outgoing.body),
    });
    if (response.ok) return { value: await read(response) };
    const { status } = response;
    const error = errorOf({ ...exchange, status }, await response.text());
    return { error, ending: { status }, retryAfter: response.headers.get("retry-after") };
  } catch (failure) {
    if (failure instanceof ConnectionError) throw failure;
    const why = limit.expired ? `no answer within ${transport.retries.timeout} s` : reasonOf(failure);
    return { error: new ConnectionError(exchange, why, { cause: failure }), ending: { failure } };
  } finally {
    limit.clear();
  }
}

function bodyOf(body: Payload | undefined): RequestInit {
  if (body === undefined) return {};
  const content = typeof body === "function" ? body() : body;
  // `fetch` demands `duplex` for streams; the types of some runtimes do not know it yet.
  return content instanceof ReadableStream
    ? ({ body: content, duplex: "half" } as RequestInit)
    : { body: content as NonNullable<RequestInit["body"]> };
}

/** The innermost message: `fetch failed` alone says nothing. */
function reasonOf(failure: unknown): string {
  if (!(failure instanceof Error)) return String(failure);
  if (failure.cause !== undefined) return reasonOf(failure.cause);
  const inner = failure instanceof AggregateError ? failure.errors.map(reasonOf).join("; ") : "";
  const code = "code" in failure && typeof failure.code === "string" ? failure.code : "";
  return failure.message || inner || code || failure.name;
}
