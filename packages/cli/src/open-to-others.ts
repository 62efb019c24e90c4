import { BlockList, isIP } from "node:net";
import type { ServerFlags } from "./server-flags/server-flags.js";

const LOOPBACK = new BlockList();
LOOPBACK.addSubnet("127.0.0.0", 8, "ipv4");
LOOPBACK.addAddress("::1", "ipv6");

/** What has to be said of a server that listens on an interface which other machines may reach; else undefined. */
export function warnIfOpen(host: string): string | undefined {
  const family = isIP(host);
  const isLoopback = family
    ? LOOPBACK.check(host, family === 4 ? "ipv4" : "ipv6")
    : host.toLowerCase() === "localhost";
  if (isLoopback) return undefined;
  return `listening on ${host} without sign-in: anyone who can reach it can read, change and delete everything.`;
}

/** What has to be said aloud of a server with these flags. */
export function warningsOf({
  host,
  allowedHosts,
  corsAllowedOrigins,
  disableSecurityMiddleware,
}: Pick<
  ServerFlags,
  "host" | "allowedHosts" | "corsAllowedOrigins" | "disableSecurityMiddleware"
>): string[] {
  const names = (list: string | undefined) => list?.split(",").some((one) => one.trim() === "*");
  return [
    warnIfOpen(host),
    disableSecurityMiddleware &&
      "--disable-security-middleware: any web page that a user opens may read, change and delete everything.",
    !disableSecurityMiddleware &&
      names(allowedHosts) &&
      "--allowed-hosts '*': the server may be reached under any name, by DNS rebinding, too.",
    !disableSecurityMiddleware &&
      names(corsAllowedOrigins) &&
      "--cors-allowed-origins '*': any web page that a user opens may read, change and delete everything.",
  ].filter((warning) => typeof warning === "string");
}
