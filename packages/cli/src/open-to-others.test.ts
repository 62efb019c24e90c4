import { expect, it } from "vitest";
import { warnIfOpen } from "./open-to-others.js";

it.each(["127.0.0.1", "127.3.2.1", "localhost", "LocalHost", "::1", "0:0:0:0:0:0:0:1", "::ffff:127.0.0.1"])(
  "says nothing of a server for this machine alone: %s",
  (host) => {
    expect(warnIfOpen(host)).toBeUndefined();
  },
);

it.each([
  "0.0.0.0",
  "::",
  "10.0.0.5",
  "128.0.0.1",
  "models.example",
  "localhost.example",
  "127.0.0.1.example",
])("warns in one line of a server that others may reach: %s", (host) => {
  expect(warnIfOpen(host)).toMatch(/^listening on .* anyone who can reach it can .*change.*$/);
  expect(warnIfOpen(host)).toContain(host);
});
