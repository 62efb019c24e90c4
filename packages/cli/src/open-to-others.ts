import { BlockList, isIP } from "node:net";

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
