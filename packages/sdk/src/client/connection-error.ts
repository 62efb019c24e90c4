/** What is known of a request that got no answer of the protocol. */
export interface Exchange {
  method: string;
  /** Without credentials. */
  url: string;
  /** HTTP status, when something answered. */
  status?: number;
}

/**
 * No answer of the protocol came back: the connection failed or timed out, or something else than a tracking
 * server answered (a proxy's page, another service). An answer of the server itself is an `ApiError`.
 */
export class ConnectionError extends Error {
  override readonly name = "ConnectionError";
  readonly method: string;
  readonly url: string;
  readonly status: number | undefined;

  constructor(exchange: Exchange, what: string, options?: ErrorOptions) {
    super(`${exchange.method} ${exchange.url}: ${what}`, options);
    this.method = exchange.method;
    this.url = exchange.url;
    this.status = exchange.status;
  }
}
