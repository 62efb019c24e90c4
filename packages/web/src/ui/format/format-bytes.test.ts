import { expect, it } from "vitest";
import { formatBytes } from "./format-bytes.js";

it.each([
  [0, "0 B"],
  [999, "999 B"],
  [1000, "1.0 kB"],
  [12_345, "12 kB"],
  [999_900, "1.0 MB"],
  [5_400_000_000, "5.4 GB"],
  [2e18, "2000 PB"],
])("formatBytes(%s) is %s", (bytes, written) => expect(formatBytes(bytes)).toBe(written));
