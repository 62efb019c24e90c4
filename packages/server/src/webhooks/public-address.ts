import { lookup } from "node:dns/promises";
import { BlockList, isIPv6 } from "node:net";

/** IANA's registries of special-purpose addresses, and multicast. */
const SPECIAL_V4 = [
  ["0.0.0.0", 8],
  ["10.0.0.0", 8],
  ["100.64.0.0", 10],
  ["127.0.0.0", 8],
  ["169.254.0.0", 16],
  ["172.16.0.0", 12],
  ["192.0.0.0", 24],
  ["192.0.2.0", 24],
  ["192.168.0.0", 16],
  ["198.18.0.0", 15],
  ["198.51.100.0", 24],
  ["203.0.113.0", 24],
  ["224.0.0.0", 4],
  ["240.0.0.0", 4],
] as const;
const SPECIAL_V6 = [
  ["2001::", 23],
  ["2001:db8::", 32],
  ["3fff::", 20],
] as const;

const special = new BlockList();
for (const [network, bits] of SPECIAL_V4) special.addSubnet(network, bits, "ipv4");
for (const [network, bits] of SPECIAL_V6) special.addSubnet(network, bits, "ipv6");
const globalUnicast = new BlockList();
globalUnicast.addSubnet("2000::", 3, "ipv6");

/** Whether an IP address is one of the public internet. Of an IPv6 address that wraps an IPv4 one, that one counts. */
export function isPublicAddress(scoped: string): boolean {
  const address = scoped.replace(/%.*$/, "");
  if (!isIPv6(address)) return !special.check(address, "ipv4");
  const wrapped = wrappedIpv4(groupsOf(address));
  if (wrapped) return !special.check(wrapped, "ipv4");
  return globalUnicast.check(address, "ipv6") && !special.check(address, "ipv6");
}

/** The IPv4 address within an IPv4-mapped, 6to4 or NAT64 address. */
function wrappedIpv4(groups: number[]): string | undefined {
  const ipv4 = (high = 0, low = 0) => [high >> 8, high & 255, low >> 8, low & 255].join(".");
  const starts = (...start: number[]) => start.every((group, index) => groups[index] === group);
  if (starts(0x2002)) return ipv4(groups[1], groups[2]);
  if (starts(0, 0, 0, 0, 0, 0xffff) || starts(0x64, 0xff9b, 0, 0, 0, 0)) return ipv4(groups[6], groups[7]);
  return undefined;
}

/** The eight groups of an IPv6 address, whose text URL brings into its one normal form. */
function groupsOf(address: string): number[] {
  const normal = new URL(`http://[${address}]/`).hostname.slice(1, -1);
  const [head = "", tail] = normal.split("::").map((part) => part.split(":").filter(Boolean));
  const [first, last] = [head || [], tail ?? []];
  const zeros = Array<string>(8 - first.length - last.length).fill("0");
  return [...first, ...zeros, ...last].map((group) => Number.parseInt(group, 16));
}

/** An address that a host name stands for. */
export interface Address {
  address: string;
  family: number;
}

/** Finds all addresses of a host. @throws Error with `code` */
export type Resolve = (host: string) => Promise<Address[]>;

/** How long a name may take to be resolved, in milliseconds: as long as in MLflow. */
const PATIENCE = 5000;

/** All addresses of a host: a name, or an address, in brackets if it is one of IPv6. @throws Error with `code` */
export async function resolveHost(host: string): Promise<Address[]> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error(`Timed out after ${PATIENCE / 1000} seconds`)), PATIENCE);
  });
  try {
    return await Promise.race([lookup(host.replace(/^\[|\]$/g, ""), { all: true }), late]);
  } finally {
    clearTimeout(timer);
  }
}
