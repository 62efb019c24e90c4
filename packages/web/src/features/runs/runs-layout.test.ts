import { expect, it } from "vitest";
import { layoutForAddress, readRunsLayout } from "./runs-layout.js";

it("reads a layout, and leaves out what is none", () => {
  const layout = { columns: ["status"], pinned: ["status"], widths: { status: 90 } };
  expect(readRunsLayout({ ...layout, other: 1 })).toEqual(layout);
  expect(readRunsLayout({ columns: 1, pinned: {}, widths: { a: "wide", b: -1, c: Number.NaN } })).toEqual({});
  expect(readRunsLayout({ widths: null })).toEqual({});
});

it("keeps a layout out of the address that would make it too long", () => {
  const layout = { columns: ["status"] };
  expect(layoutForAddress(layout)).toEqual(layout);
  const long = { columns: Array.from({ length: 1000 }, (_, n) => `metrics.${n}`) };
  expect(layoutForAddress(long)).toEqual({});
});
