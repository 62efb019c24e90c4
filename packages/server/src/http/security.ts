import type { FastifyInstance, FastifyRequest } from "fastify";
import type { FrameOptions } from "../server-options.js";
import { allowOrigins } from "./cross-origin.js";
import { type KnownHosts, knownHosts, PRIVATE_NETWORKS } from "./known-hosts.js";
import { type KnownOrigins, knownOrigins } from "./known-origins.js";
import { Refusal } from "./refusal.js";
import { framingHeaders, SECURITY_HEADERS } from "./security-headers.js";

/** Who may reach the server; see the flags of the same names in `server-options.ts`. */
export interface SecurityOptions {
  host: string;
  allowedHosts?: readonly string[];
  publicUrl?: string;
  corsAllowedOrigins: readonly string[];
  xFrameOptions: FrameOptions;
  disableSecurity: boolean;
  secure: boolean;
  staticPrefix: string;
}

declare module "fastify" {
  interface FastifyInstance {
    /** Headers that every answer carries. */
    securityHeaders: Readonly<Record<string, string>>;
  }
}

const READS = new Set(["GET", "HEAD", "OPTIONS"]);

/** Refuses what a browser sends on behalf of another site, before anything else looks at the request. */
export function installSecurity(app: FastifyInstance, options: SecurityOptions): void {
  const { disableSecurity, secure, xFrameOptions, corsAllowedOrigins, staticPrefix } = options;
  app.decorate("securityHeaders", {
    ...SECURITY_HEADERS,
    ...framingHeaders(disableSecurity ? "NONE" : xFrameOptions),
  });
  const named = options.allowedHosts ?? (secure ? [] : PRIVATE_NETWORKS);
  const hosts = disableSecurity ? ["*"] : [...named, ...hostsOf(options.publicUrl)];
  const isKnownHost = knownHosts([options.host, ...hosts]);
  const isKnownOrigin = disableSecurity ? () => true : knownOrigins(corsAllowedOrigins, !secure);
  const probes = new Set(["/health", "/version"].map((path) => staticPrefix + path));
  app.addHook("onRequest", (request, reply, done) => {
    reply.headers(app.securityHeaders);
    done(checkHost(request, isKnownHost, probes) ?? checkOrigin(request, isKnownOrigin));
  });
  const shares = corsAllowedOrigins.length > 0 || !secure;
  if (shares && !disableSecurity) allowOrigins(app, isKnownOrigin, corsAllowedOrigins.includes("*"));
}

function checkHost(
  { raw }: FastifyRequest,
  isKnown: KnownHosts,
  probes: ReadonlySet<string>,
): Refusal | undefined {
  if (!raw.url?.startsWith("/"))
    return new Refusal(400, "BAD_REQUEST", "The request's target must be a path, such as /api/2.0/….");
  // Probes of orchestrators name the machine as they like, and learn nothing.
  if (probes.has(raw.url)) return undefined;
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

function checkOrigin({ method, headers }: FastifyRequest, isKnown: KnownOrigins): Refusal | undefined {
  if (READS.has(method)) return undefined;
  const { origin, host = "" } = headers;
  // A browser that hides the origin says at least that there is another one.
  const foreign =
    origin === undefined
      ? headers["sec-fetch-site"] === "cross-site" && !isKnown("null")
      : !isOwn(origin, host) && !isKnown(origin);
  return foreign ? new Refusal(403, "PERMISSION_DENIED", "Cross-origin request blocked") : undefined;
}

/** The scheme is left aside: behind a proxy the server does not know its own. */
const isOwn = (origin: string, host: string) => {
  const [, scheme, named] = /^(https?):\/\/([^/]+)$/i.exec(origin) ?? [];
  return scheme !== undefined && named?.toLowerCase() === host.toLowerCase();
};

/** The host that a proxy names when it hands on a request for the public address. */
const hostsOf = (publicUrl: string | undefined): string[] =>
  publicUrl === undefined ? [] : [new URL(publicUrl).hostname.replace(/^\[|\]$/g, "")];
