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

it("takes patterns as MLflow does, for names or for addresses", () => {
  const isKnown = knownHosts(["app-*.internal.com", "10.*", "ci.example:*"]);
  for (const host of [
    "app-1.internal.com",
    "APP-2.internal.com:80",
    "10.1.2.3",
    "10.1.2.3:5000",
    "ci.example:1",
  ])
    expect(isKnown(host, undefined), host).toBe(true);
  for (const host of ["10.evil.example", "app-1.internal.com.evil.test", "ci.example", "app.internal.com"])
    expect(isKnown(host, undefined), host).toBe(false);
});

it.each(["a b", "10.0.0.0/33", "10.0.0.0/x", "example/8", "", "*/x", "(a+)+*"])(
  "refuses the entry '%s'",
  (entry) => {
    expect(() => knownHosts([entry])).toThrow(/is not a/);
  },
);
