import type { FastifyInstance, FastifyRequest } from "fastify";
import type { KnownHosts } from "./known-hosts.js";
import { Refusal } from "./refusal.js";
import { SECURITY_HEADERS } from "./security-headers.js";

const READS = new Set(["GET", "HEAD", "OPTIONS"]);

/** Refuses what a browser sends on behalf of another site, before anything else looks at the request. */
export function installSecurity(app: FastifyInstance, isKnown: KnownHosts): void {
  app.addHook("onRequest", (request, reply, done) => {
    reply.headers(SECURITY_HEADERS);
    done(checkHost(request, isKnown) ?? checkOrigin(request));
  });
}

function checkHost(request: FastifyRequest, isKnown: KnownHosts): Refusal | undefined {
  const { raw } = request;
  if (!raw.url?.startsWith("/"))
    return new Refusal(400, "BAD_REQUEST", "The request's target must be a path, such as /api/2.0/….");
  // Probes of orchestrators name the machine as they like, and learn nothing.
  if (raw.url === "/health") return undefined;
  if (countHosts(raw.rawHeaders) !== 1)
    return new Refusal(400, "BAD_REQUEST", "The request must have one Host header.");
  if (isKnown(raw.headers.host ?? "", raw.socket.localAddress)) return undefined;
  return new Refusal(
    403,
    "PERMISSION_DENIED",
    "Invalid Host header - possible DNS rebinding attack detected. Start the server with --allowed-hosts to be reached under this name.",
  );
}

function countHosts(rawHeaders: readonly string[]): number {
  let count = 0;
  for (let i = 0; i < rawHeaders.length; i += 2) {
    const name = rawHeaders[i];
    if (name?.length === 4 && name.toLowerCase() === "host") count++;
  }
  return count;
}

function checkOrigin({ method, headers }: FastifyRequest): Refusal | undefined {
  if (READS.has(method)) return undefined;
  const foreign =
    headers.origin === undefined
      ? headers["sec-fetch-site"] === "cross-site"
      : !isOwn(headers.origin, headers.host ?? "");
  return foreign ? new Refusal(403, "PERMISSION_DENIED", "Cross-origin request blocked") : undefined;
}

/** The scheme is left aside: behind a proxy the server does not know its own. */
const isOwn = (origin: string, host: string) => {
  const [, scheme, named] = /^(https?):\/\/([^/]+)$/i.exec(origin) ?? [];
  return scheme !== undefined && named?.toLowerCase() === host.toLowerCase();
};
