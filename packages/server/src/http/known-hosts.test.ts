import { expect, it } from "vitest";
import { knownHosts } from "./known-hosts.js";

it("lets the operator name hosts, ports, addresses and networks", () => {
  const isKnown = knownHosts(["Models.Example", "ci.example:80", "fd00::/8", "192.168.1.7"]);
  for (const host of ["models.example:9", "ci.example:80", "[fd12::1]:5000", "192.168.1.7:5000"])
    expect(isKnown(host, undefined), host).toBe(true);
  for (const host of ["ci.example", "[fe80::1]", "192.168.1.8", "example", "models.example.evil.test"])
    expect(isKnown(host, undefined), host).toBe(false);
});

it("knows the address that the connection came in on, but no name for it", () => {
  const isKnown = knownHosts([]);
  expect(isKnown("192.168.1.7:5000", "::ffff:192.168.1.7")).toBe(true);
  expect(isKnown("192.168.1.7:5000", "192.168.1.8")).toBe(false);
  expect(isKnown("evil.test", "evil.test")).toBe(false);
});

it("answers any host when told so", () => {
  expect(knownHosts(["*"])("evil.test", undefined)).toBe(true);
});

it.each(["*.example", "10.*", "a b", "10.0.0.0/33", "10.0.0.0/x", "example/8", ""])(
  "refuses the entry '%s'",
  (entry) => {
    expect(() => knownHosts([entry])).toThrow("Patterns are not supported");
  },
);
