import { describe, expect, it } from "vitest";
import { isPublicAddress, resolveHost } from "./public-address.js";

describe("isPublicAddress", () => {
  it.each([
    "93.184.216.34",
    "1.1.1.1",
    "172.32.0.1",
    "2606:2800:220:1:248:1893:25c8:1946",
    "2002:5db8:d822::",
  ])("%s is", (address) => expect(isPublicAddress(address)).toBe(true));

  it.each(["::ffff:93.184.216.34", "64:ff9b::5db8:d822"])("%s is, for what it wraps", (address) =>
    expect(isPublicAddress(address)).toBe(true),
  );

  it.each([
    ...["0.0.0.0", "10.0.0.1", "100.64.0.1", "127.0.0.1", "169.254.169.254", "172.16.0.1", "192.168.1.1"],
    ...["198.18.0.1", "192.0.2.1", "224.0.0.1", "255.255.255.255"],
    ...["::", "::1", "fe80::1", "fe80::1%eth0", "fd00::1", "ff02::1", "2001:db8::1", "64:ff9b:1::1"],
    ...["::ffff:10.0.0.1", "::ffff:a00:1", "2002:a00:1::", "64:ff9b::a00:1", "64:ff9b::7f00:1", "::7f00:1"],
  ])("%s is not", (address) => expect(isPublicAddress(address)).toBe(false));
});

describe("resolveHost", () => {
  it("takes addresses as they are, with brackets too", async () => {
    expect(await resolveHost("93.184.216.34")).toEqual([{ address: "93.184.216.34", family: 4 }]);
    expect(await resolveHost("[::1]")).toEqual([{ address: "::1", family: 6 }]);
  });

  it("finds every address of a name", async () => {
    expect((await resolveHost("localhost")).map(({ address }) => address)).toContain("127.0.0.1");
  });
});
