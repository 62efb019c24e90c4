import { PassThrough, type Readable } from "node:stream";
import type { FastifyInstance, FastifyRequest } from "fastify";
import { Refusal } from "./refusal.js";

/** The least that an upload must bring in each window: a stalled sender does not hold its place for ever. */
const WINDOW = 30_000;
const LEAST_BYTES = 30_000;

/** Lets the routes of a scope take content of any type and size, as the stream in which it arrives. */
export function acceptBytes(scope: FastifyInstance): void {
  scope.removeAllContentTypeParsers();
  scope.addContentTypeParser("*", (request, payload, done) => {
    watchRate(request);
    done(null, detached(payload));
  });
}

/**
 * The content as a stream of its own: whoever gives up on it does not tear down the connection that the refusal is
 * to be sent over. What is still coming then is read and thrown away, because clients listen only once they have sent.
 */
function detached(payload: Readable): Readable {
  const content = new PassThrough();
  payload.once("error", (error) => content.destroy(error));
  content.once("close", () => {
    payload.unpipe(content);
    payload.resume();
  });
  return payload.pipe(content);
}

function watchRate({ raw }: FastifyRequest): void {
  let before = raw.socket.bytesRead;
  const timer = setInterval(() => {
    const { bytesRead } = raw.socket;
    if (bytesRead - before < LEAST_BYTES)
      raw.destroy(new Refusal(408, "BAD_REQUEST", "The content arrives too slowly."));
    before = bytesRead;
  }, WINDOW);
  const stop = () => clearInterval(timer);
  raw.once("end", stop).once("close", stop);
}
