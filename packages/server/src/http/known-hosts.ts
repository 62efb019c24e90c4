import { BlockList, isIP } from "node:net";
import { globOf } from "./glob.js";

/** Whether a request may name this server so; `localAddress` is the address that its connection came in on. */
export type KnownHosts = (host: string, localAddress: string | undefined) => boolean;

// Names may not end in a dot or hold what a shell or URL would read further.
const HOST = /^(?:\[([0-9a-f:.]+)\]|([a-z0-9_](?:[a-z0-9_.-]*[a-z0-9_])?))(?::(\d{1,5}))?$/;

/** The addresses of private networks: RFC 1918, RFC 4193. MLflow answers for them unless other hosts are named. */
export const PRIVATE_NETWORKS = ["10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16", "fc00::/7", "0.0.0.0"];

/**
 * Which `Host` headers are answered, against DNS rebinding: loopback names and addresses at any port, the address
 * that the connection came in on, and those that the operator allows. Addresses are compared as addresses: a pattern
 * such as `10.*` is none of names.
 * @param allowed names, `name:port`, IP addresses, CIDR blocks, patterns in which `*` is any text, or `*` for any
 * @throws Error for an entry that is none of these
 */
export function knownHosts(allowed: readonly string[]): KnownHosts {
  if (allowed.includes("*")) return () => true;
  const names = new Set<string>();
  const patterns: Pattern[] = [];
  const addresses = new BlockList();
  addresses.addSubnet("127.0.0.0", 8, "ipv4");
  addresses.addAddress("::1", "ipv6");
  for (const entry of ["localhost", ...allowed].map((one) => one.trim().toLowerCase()))
    if (entry.includes("*")) patterns.push(readPattern(entry));
    else addEntry(entry, names, addresses);
  return (header, localAddress) => {
    const [, v6, name, port] = HOST.exec(header.toLowerCase()) ?? [];
    const host = v6 ?? name;
    if (host === undefined) return false;
    if (names.has(host) || (port && names.has(`${host}:${port}`))) return true;
    const family = familyOf(host);
    const matches = ({ text, isAddress }: Pattern) =>
      (text.test(host) || text.test(header.toLowerCase())) && (!isAddress || family === "ipv4");
    if (patterns.some(matches)) return true;
    return family !== undefined && (addresses.check(host, family) || host === plain(localAddress));
  };
}

function addEntry(entry: string, names: Set<string>, addresses: BlockList): void {
  const [network = "", bits] = entry.split("/");
  const family = familyOf(network);
  if (family) {
    const width = family === "ipv4" ? 32 : 128;
    const prefix = bits === undefined ? width : /^\d{1,3}$/.test(bits) ? Number(bits) : Number.NaN;
    if (prefix >= 0 && prefix <= width) {
      addresses.addSubnet(network, prefix, family);
      return;
    }
  } else if (HOST.test(entry)) {
    names.add(entry);
    return;
  }
  throw new Error(
    `Allowed host '${entry}' is not a host name, name:port, IP address, CIDR block or pattern with '*'.`,
  );
}

interface Pattern {
  text: RegExp;
  /** Made of numbers alone, so that it means addresses. */
  isAddress: boolean;
}

const ADDRESSES = /^(?:\d+\.)+\*(?:\.(?:\d+|\*))*(?::[\d*]+)?$/;

function readPattern(entry: string): Pattern {
  if (!/^[a-z0-9_.:[\]*?-]+$/.test(entry))
    throw new Error(
      `Allowed host '${entry}' is not a pattern of host names: it may hold letters, digits and . - _ : * ?`,
    );
  return { text: globOf(entry), isAddress: ADDRESSES.test(entry) };
}

function familyOf(host: string): "ipv4" | "ipv6" | undefined {
  const version = isIP(host);
  return version === 4 ? "ipv4" : version === 6 ? "ipv6" : undefined;
}

/** An address of a dual-stack socket as a client would write it. */
const plain = (address: string | undefined) => address?.replace(/^::ffff:(?=\d+\.)/, "");
