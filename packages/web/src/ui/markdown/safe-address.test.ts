import { expect, it } from "vitest";
import { safeAddress } from "./safe-address.js";

it.each(["https://example.org/a?b#c", "http://example.org/", "mailto:ann@example.org"])(
  "keeps %s",
  (address) => expect(safeAddress(address)).toBe(address),
);

it.each([
  "javascript:alert(1)",
  " JaVaScRiPt:alert(1)",
  "java\nscript:alert(1)",
  "data:text/html,x",
  "vbscript:x",
  "file:///etc/passwd",
  "blob:http://localhost/1",
  "//example.org",
  "/runs/1",
  "",
])("drops %s", (address) => expect(safeAddress(address)).toBeUndefined());
