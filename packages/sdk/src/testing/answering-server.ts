import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { text } from "node:stream/consumers";

/** One request as it arrived. */
interface Seen {
  method: string;
  /** Path and query string, as they were sent. */
  target: string;
  headers: IncomingMessage["headers"];
  body: string;
}

/** How one request is answered. */
export type Answer = (seen: Seen, response: ServerResponse) => void;

/** A real HTTP server that does what a test wants to see handled. */
export interface AnsweringServer {
  url: string;
  seen: Seen[];
  close(): Promise<void>;
}

/** Answers with a status and a body; objects are sent as JSON. */
export const answer =
  (status: number, body: unknown = {}, headers: Record<string, string> = {}): Answer =>
  (_seen, response) => {
    const json = typeof body !== "string" && !Buffer.isBuffer(body);
    response.writeHead(status, { "content-type": json ? "application/json" : "text/plain", ...headers });
    response.end(json ? JSON.stringify(body) : body);
  };

/** Breaks the connection without an answer. */
export const hangUp: Answer = (_seen, response) => {
  response.socket?.destroy();
};

/** Never answers. */
export const stall: Answer = () => {};

/** Answers the n-th request with the n-th answer, and further ones with the last. */
export const startAnsweringServer = (...answers: [Answer, ...Answer[]]): Promise<AnsweringServer> =>
  startAnsweringServerOn(0, ...answers);

/** As {@link startAnsweringServer}, on a given port. */
export async function startAnsweringServerOn(
  port: number,
  ...answers: [Answer, ...Answer[]]
): Promise<AnsweringServer> {
  const seen: Seen[] = [];
  const server = createServer(async (request, response) => {
    const { method = "", url: target = "", headers } = request;
    const one = { method, target, headers, body: await text(request) };
    const answer = answers[Math.min(seen.length, answers.length - 1)] ?? answers[0];
    seen.push(one);
    answer(one, response);
  });
  await new Promise<void>((resolve) => server.listen(port, "127.0.0.1", resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    seen,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}
